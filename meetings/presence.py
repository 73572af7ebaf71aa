"""The code of a running meeting: six digits and an address that change every minute, and that nothing keeps.

They are made from the meeting's number, the minute and the site's secret key, as an authenticator app makes its digits
(RFC 6238); the minute before and the one after count too, for clocks and thumbs are slow. Whoever has shown one gets a
`ticket` that lasts long enough to sign in, or to write one's name.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from commons.short_codes import code_of, number_of
from meetings.models import Meeting, Minutes

STEP = 60  # seconds
SLACK = (0, -1, 1)  # steps that count
TICKET_LIFE = timedelta(minutes=10)
BEFORE, AFTER = timedelta(minutes=60), timedelta(hours=2)  # of the meeting: when its code counts
LONGEST_MEETING = timedelta(days=2)
DIGITS = 6
SEALED_DIGITS = 20  # of the address: nobody guesses 80 bits
SALT = "meetings.presence"


def address_now(meeting: Meeting) -> str:
    """What the square holds: short, so that a camera at the back of the room reads it."""
    return f"{settings.SITE_URL}/h/{_sealed(meeting.pk, _step())}/"


def digits_now(meeting: Meeting) -> str:
    """What is typed where there is no camera."""
    return _digits(meeting.pk, _step())


def seconds_left() -> int:
    """Until they change."""
    return STEP - int(timezone.now().timestamp()) % STEP


def takes_codes(meeting: Meeting) -> bool:
    now = timezone.now()
    return meeting.cancelled_at is None and meeting.starts_at - BEFORE <= now <= meeting.ends_at + AFTER


def is_before(meeting: Meeting) -> bool:
    return timezone.now() < meeting.starts_at - BEFORE


def takes_names(meeting: Meeting) -> bool:
    """May somebody be put into the list, or taken out of it, by hand? However late: a list of paper is typed in when
    somebody has time, and without one the minutes never go round."""
    return meeting.cancelled_at is None and not is_before(meeting)


def has_gone_round(meeting: Meeting) -> bool:
    """Those who came ratify the minutes: from when these went round, the list stays as it is."""
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    return minutes is not None and not minutes.is_draft


def meeting_shown_by(token: str) -> int | None:
    """The number of the meeting whose address of this minute, or whose ticket, this is; None for everything else."""
    return _of_ticket(token) if _is_ticket(token) else _of_address(token)


def ticket(meeting: Meeting) -> str:
    """Stands for a code that was shown, for ten minutes."""
    return ticket_of(meeting.pk)


def ticket_for(token: str, meeting: Meeting) -> str:
    """One's own for whoever came with one. A new one is given for what the screen shows: nobody renews it at home."""
    return token if _is_ticket(token) else ticket(meeting)


def ticket_of(pk: int) -> str:
    """The same by the meeting's number."""
    return signing.dumps(pk, salt=SALT)


def meetings_with(digits: str) -> list[int]:
    """The numbers of the meetings that show these six digits now: one, seldom none, and once in a blue moon two."""
    return [pk for pk in _running() if any(constant_time_compare(digits, _digits(pk, step)) for step in _steps())]


def _running() -> Iterator[int]:
    now = timezone.now()
    near = Meeting.objects.filter(starts_at__gte=now - LONGEST_MEETING - AFTER, starts_at__lte=now + BEFORE)
    open_now = near.filter(cancelled_at=None, ends_at__gte=now - AFTER)
    return iter(open_now.values_list("pk", flat=True))


def _is_ticket(token: str) -> bool:
    return ":" in token


def _of_ticket(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=SALT, max_age=TICKET_LIFE))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _of_address(token: str) -> int | None:
    number, _dash, seal = token.partition("-")
    try:
        pk = number_of(number) if 0 < len(number) <= 12 else 0
    except ValueError:
        return None
    valid = any(constant_time_compare(seal, _seal(pk, step)) for step in _steps())
    return pk if pk and valid else None


def _sealed(pk: int, step: int) -> str:
    return f"{code_of(pk)}-{_seal(pk, step)}"


def _seal(pk: int, step: int) -> str:
    return _mac("address", pk, step).hex()[:SEALED_DIGITS]


def _digits(pk: int, step: int) -> str:
    return f"{int.from_bytes(_mac('digits', pk, step)[:8], 'big') % 10**DIGITS:0{DIGITS}}"


def _mac(what: str, pk: int, step: int) -> bytes:
    return salted_hmac(f"{SALT}.{what}", f"{pk}:{step}", algorithm="sha256").digest()


def _step(at: datetime | None = None) -> int:
    return int((at or timezone.now()).timestamp()) // STEP


def _steps() -> list[int]:
    now = _step()
    return [now + slack for slack in SLACK]
