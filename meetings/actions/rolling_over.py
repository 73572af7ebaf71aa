"""What a meeting did not finish, the next one takes over."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from meetings.actions.agenda import keep_agenda
from meetings.actions.locking import locked
from meetings.models import MOST_ITEMS, AgendaItem, Meeting
from meetings.queries.rolling import left_over


@transaction.atomic
def hand_items_on(*, meeting: Meeting, to: Meeting, by: Any, items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Each of the unfinished items that were chosen stands at the end of the other meeting's agenda, once unless that
    meeting is cancelled, and knows where it comes from. Locks both meetings, the older row first.

    Raises:
        Refused: all of them were taken along already, or the other meeting takes none, or not so many.
    """
    both = {pk: locked(pk) for pk in sorted({meeting.pk, to.pk})}
    meeting, to = both[meeting.pk], both[to.pk]
    ensure(by, "meetings.hand_items_on", meeting)
    ensure(by, "meetings.take_items_over", to)
    left = left_over(meeting).filter(pk__in=[one.pk for one in items])
    last = to.items.aggregate(last=Max("position"))["last"] or 0
    new = [
        AgendaItem(
            meeting=to, position=last + nth, title=one.title, minutes=one.minutes, presenter=one.presenter,
            about=one.about, rolled_from=one,
        )
        for nth, one in enumerate(left, start=1)
    ]  # fmt: skip
    if not new:
        raise Refused(_("Pokok yang Anda pilih sudah dibawa ke rapat lain."), obj=meeting)
    room = max(0, MOST_ITEMS - to.items.on_agenda().count())
    if len(new) > room:
        said = _("Satu rapat memuat paling banyak %(most)s pokok. Sisa tempat di rapat itu: %(room)s.")
        raise Refused(said % {"most": MOST_ITEMS, "room": room}, obj=to)
    AgendaItem.objects.bulk_create(new)
    keep_agenda(to)
    return new
