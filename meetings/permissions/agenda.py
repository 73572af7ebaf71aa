"""Who may change what a meeting talks about, and propose something for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.models import AgendaItem, Meeting
from meetings.models.agenda import ON_AGENDA
from meetings.permissions.roles import CHAIR, TAKERS, is_open, keeper_of


def can_be_set(user: Any, obj: Any) -> bool:
    """What was proposed is the proposer's word: it is answered, and set once it stands on the agenda."""
    return is_open(user, obj) and not (isinstance(obj, AgendaItem) and obj.state not in ON_AGENDA)


def takes_proposals(user: Any, meeting: Meeting) -> bool:
    """Until it begins: then one asks for the floor."""
    return meeting.is_open and not meeting.has_begun


def waits_for_the_chair(user: Any, item: AgendaItem) -> bool:
    return item.is_proposed and item.meeting.is_open


CONTRIBUTIONS = [
    Rule(
        "meetings.edit_agenda",
        _("Mengatur susunan acara"),
        TAKERS,
        _("Susunan acara diatur pemimpin rapat, pencatat, atau petugas sampai rapat selesai. Usulan dijawab dulu."),
        when=can_be_set,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.propose_item",
        _("Mengusulkan agenda"),
        frozenset({"invitee"}),
        _("Agenda diusulkan oleh yang diundang, sebelum rapat dimulai."),
        when=takes_proposals,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.decide_item",
        _("Menjawab usulan agenda"),
        CHAIR,
        _("Usulan agenda dijawab sekali, oleh pemimpin rapat atau petugas, sampai rapat selesai."),
        when=waits_for_the_chair,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.name_minute_taker",
        _("Menunjuk pencatat rapat"),
        CHAIR,
        _("Pencatat ditunjuk oleh pemimpin rapat atau petugas, sampai rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
]
