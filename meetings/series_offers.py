"""What the meetings' shop window shows of series."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import Reference
from commons.telling import DIGEST, MAIL, DueKind, MailKind, verbs_of
from meetings import ical_series, mail_acts, queries, series_mails
from meetings.actions import making

SECTION = pgettext_lazy("banyak", "Rapat")
CARD = "meetings/mail/"
verb = verbs_of("meetings", SECTION, icon="calendar-days", card=CARD + "series", enclose=ical_series.for_person)
LOCKED = frozenset({"invited"})

CONTRIBUTIONS: list[Any] = [
    *mail_acts.OF_SERIES,
    Reference("meetings.series", _("Seri rapat"), r"/agenda/seri/(?P<pk>\d{1,18})/", queries.series_cards, order=21),
    DueKind(making.HORIZON_DUE, making.go_on),
    MailKind("meetings.series_guest", series_mails.guest, essential=True),
    MailKind("meetings.series_uninvited", series_mails.uninvited, essential=True),
    MailKind("meetings.turn_gone", series_mails.turn_gone, essential=True),
    verb(
        "series_called",
        _("{actor} mengundang ke {thread}: {when}"),
        _("Undangan: {thread}, {when}"),
        {"invited": MAIL, "follows": DIGEST},
        rises=True,
        label=_("Undangan seri rapat"),
        acts=mail_acts.ANSWERS_FOR_ALL,
        still=queries.is_invited_to_all_still,
    ),
    verb(
        "series_people_invited",
        _("{actor} mengundang Anda ke {thread}: {when}"),
        _("Undangan: {thread}, {when}"),
        {"invited": MAIL},
        label=_("Undangan seri rapat yang menyusul"),
        acts=mail_acts.ANSWERS_FOR_ALL,
        still=queries.is_invited_to_all_still,
    ),
    verb(
        "series_moved",
        _("{actor} mengubah jadwal {thread}: {when}"),
        _("Berubah: {thread}, {when}"),
        {"invited": MAIL, "follows": DIGEST},
        locked=LOCKED,
        rises=True,
        label=_("Jadwal seri rapat berubah"),
        icon="history",
        acts=mail_acts.ANSWERS_FOR_ALL,
        still=queries.is_invited_to_all_still,
    ),
    verb(
        "series_shortened",
        _("Jadwal lama {thread} berakhir dan diganti jadwal baru"),
        _("Jadwal lama berakhir: {thread}"),
        {"invited": MAIL},
        locked=LOCKED,
        label=_("Jadwal lama seri rapat berakhir"),
        card=CARD + "series_shortened",
        icon="history",
    ),
    verb(
        "series_ended",
        _("{actor} mengakhiri {thread}"),
        _("Berakhir: {thread}"),
        {"invited": MAIL, "follows": DIGEST},
        locked=LOCKED,
        rises=True,
        label=_("Seri rapat diakhiri"),
        card=CARD + "series_ended",
        icon="circle-x",
    ),
]
