"""At the counter: staff open an account for somebody without e-mail, who gets a slip to sign in with once."""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.actions.guarding import end_sessions
from accounts.actions.joining import give_consent
from accounts.models import Slip, User
from accounts.names import lock_handles
from commons.access import Refused, ensure
from commons.models import Area
from commons.models.epoch import raise_epoch

SLIP_LIVES = timedelta(days=14)
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike on paper
LETTERS = 10


@transaction.atomic
def open_account(*, by: User, name: str, phone: str, area: Area | None, language: str) -> User:
    """A member known by a phone number, marked as helped by whoever opened it; the slip comes next.

    The consent was given at the counter, on what was read out there.

    Raises:
        Refused: the number has an account already: nobody's account is opened twice, and none is taken over.
    """
    ensure(by, "accounts.open_for_others", None)
    lock_handles()
    if User.objects.filter(phone=phone).exists():
        raise Refused(_("Nomor ini sudah punya akun. Cari orangnya di daftar loket."))
    person = User.objects.create_user(
        None, name=name, phone=phone, area=area, language=language, confirmed_at=timezone.now()
    )
    give_consent(person=person, version=settings.PRIVACY_VERSION, language=language)
    make_slip(person=person, by=by)  # marks who opened it; nobody knows its code, so it opens nothing
    person.slips.update(revoked_at=timezone.now())
    raise_epoch()
    return person


@transaction.atomic
def make_slip(*, person: User, by: User) -> str:
    """The code of a new slip, known only now; earlier ones are worth nothing. Locks the account.

    Raises:
        Refused: the person has an address or a password of their own, or was not helped at the counter: staff open the
            door to nobody else's account.
    """
    ensure(by, "accounts.open_for_others", None)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    is_new = person.last_login is None and not person.slips.exists() and person.phone is not None
    if person.has_own_way_in or person.is_gone or not person.is_active or not (is_new or person.slips.exists()):
        raise Refused(_("Orang ini sudah punya cara masuk sendiri. Slip baru tidak dapat dibuat."))
    person.slips.usable().update(revoked_at=timezone.now())
    code = "".join(secrets.choice(SIGNS) for _ in range(LETTERS))
    Slip.objects.create(
        person=person, digest=_digest(person.pk, code), made_by=by, expires_at=timezone.now() + SLIP_LIVES
    )
    return f"{code[:5]}-{code[5:]}"


@transaction.atomic
def use_slip(*, phone: str, code: str) -> User | None:
    """Whose slip it is, used up now; None for anything else, whatever was wrong. Locks the slip.

    It is to them what a reset is to others: whoever went in with an earlier one, on a phone that was lost, is out.
    """
    person = User.objects.with_phone(phone).first()
    digest = _digest(person.pk if person else 0, code)
    if person is None or person.has_own_way_in:
        return None
    used = person.slips.usable().filter(digest=digest).update(used_at=timezone.now())
    if used != 1:
        return None
    end_sessions(person=person)
    return person


def _digest(person: int, code: str) -> str:
    """As it is typed: in any case, with or without the hyphen. Keyed, for a code on paper is short."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return salted_hmac("accounts.slip", f"{person} {plain}", algorithm="sha256").hexdigest()
