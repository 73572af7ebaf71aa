"""The digest as it is read: what waits for the person, then what is new in what they follow."""

from datetime import timedelta
from textwrap import indent
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons import contributions
from commons.contributions import Card
from commons.windows import Nearby
from mail.composing import Letter, Withheld
from mail.letters import letter
from mail.models import Message
from notifications.hearing import still_tellable
from notifications.items import items
from notifications.letters import for_mail, in_words, stop_path
from notifications.models import Schedule
from notifications.queries import waiting_for

MOST_WAITING, MOST_NEARBY = 3, 4
DAYS: dict[str, int] = {Schedule.Frequency.DAILY: 1, Schedule.Frequency.WEEKLY: 7, Schedule.Frequency.MONTHLY: 31}


def compose(message: Message) -> Letter:
    """
    Raises:
        Withheld: of all that was chosen nothing may be told any more.
    """
    person = message.person
    blocks = _blocks(message, person)
    if not blocks:
        raise Withheld(_("Tidak ada lagi yang baru untuk orang ini."))
    # Most people are waited for by nothing: then it is not asked again.
    waiting = waiting_for(person) if message.data["has_waiting"] else []
    more, rhythm = message.data["more"], message.data["rhythm"]
    inbox = reverse("notifications:inbox_list")
    context = {
        "person": person,
        "waiting": waiting[:MOST_WAITING],
        "more_waiting": len(waiting[MOST_WAITING:]),
        "blocks": blocks,
        "more": more,
        "nearby": _nearby(person, rhythm, blocks),
        "inbox": inbox,
        "to_do": f"{inbox}?tampil=tindakan",
    }
    return letter(
        "notifications/mail/digest",
        context,
        _subject(len(blocks) + more, len(waiting), rhythm),
        why=_why(rhythm),
        change=reverse("notifications:preference_edit"),
        unsubscribe=stop_path(person, digest=True),
    )


def _blocks(message: Message, person: Any) -> list[dict[str, Any]]:
    """One a thing, with the newest of its activities that still holds."""
    ids = [pk for newest, _count in message.data["blocks"] for pk in newest]
    allowed = set(still_tellable(person.pk, ids))
    newest = [next((pk for pk in ids if pk in allowed), None) for ids, _count in message.data["blocks"]]
    shown = items(for_mail([pk for pk in newest if pk is not None]), person)
    counts = [count for _ids, count in message.data["blocks"]]
    told = [
        (in_words(shown[pk], person, is_digest=True), n) for pk, n in zip(newest, counts, strict=True) if pk in shown
    ]
    return [words | {"count": n, "text": indent(words["text"], "  ").strip()} for words, n in told]


def _nearby(person: Any, rhythm: str, blocks: list[dict[str, Any]]) -> list[Card]:
    """What moved in their RW since the digest before; what stands above is not said twice."""
    if person.area_id is None:
        return []
    since, told = timezone.now() - timedelta(days=DAYS.get(rhythm, 7)), {block["item"].card.url for block in blocks}
    found = (card for kind in contributions.all_of(Nearby) for card in kind.cards(person, since))
    return [card for card in found if card.url not in told][:MOST_NEARBY]


def _subject(n: int, waiting: int, rhythm: str) -> str:
    site = {"n": n, "site": settings.SITE_SHORT_NAME}
    if rhythm == Schedule.Frequency.DAILY:
        subject = ngettext("%(n)s hal di %(site)s hari ini", "%(n)s hal di %(site)s hari ini", n) % site
    elif rhythm == Schedule.Frequency.MONTHLY:
        subject = ngettext("%(n)s hal di %(site)s bulan ini", "%(n)s hal di %(site)s bulan ini", n) % site
    else:
        subject = ngettext("%(n)s hal di %(site)s pekan ini", "%(n)s hal di %(site)s pekan ini", n) % site
    if not waiting:
        return subject
    return subject + ngettext(", %(n)s menunggu Anda", ", %(n)s menunggu Anda", waiting) % {"n": waiting}


def _why(rhythm: str) -> str:
    if rhythm == Schedule.Frequency.DAILY:
        return _("Anda menerima rangkuman ini setiap hari.")
    if rhythm == Schedule.Frequency.MONTHLY:
        return _("Anda menerima rangkuman ini setiap bulan.")
    return _("Anda menerima rangkuman ini setiap pekan.")
