"""What agreements, capabilities and the office's log offer the portal."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.contributions import CalendarSource, Demo, Panel, Reference, Waiting
from commons.telling import MAIL, DueKind, Verb
from commons.windows import DESK, DashboardCard
from stakeholders.actions import engagements as steps
from stakeholders.actions import notices
from stakeholders.dealings import demo, personal_data
from stakeholders.queries import agreements, capabilities, dated, engagements

PAGE = "stakeholders.organisation_detail"
SECTION = pgettext_lazy("banyak", "Organisasi")

CONTRIBUTIONS: list[Any] = [
    Demo("stakeholders.dealings", demo.load, demo.counts, order=21),
    Reference(
        "stakeholders.agreement",
        _("Kerja sama"),
        r"/direktori/perjanjian/(?P<pk>\d{1,18})-",
        agreements.agreement_cards,
    ),
    Reference(
        "stakeholders.engagements",
        _("Catatan kontak"),
        r"/direktori/(?P<pk>\d{1,18})/catatan/",
        engagements.log_cards,
    ),
    CalendarSource(
        "stakeholders.agreement",
        _("Kerja sama berakhir"),
        "handshake",
        dated.ending_agreements,
        "until_on",
        dated.COLUMNS,
        dated.ending_agreement,
        order=50,
    ),
    Panel(
        "stakeholders.agreements",
        PAGE,
        _("Kerja sama"),
        "stakeholders/_panel_agreements.html",
        agreements.panel_of_organisation,
        order=30,
    ),
    Panel(
        "stakeholders.capabilities",
        PAGE,
        _("Kemampuan"),
        "stakeholders/_panel_capabilities.html",
        capabilities.panel_of_organisation,
        order=25,
    ),
    Panel(
        "stakeholders.engagements",
        PAGE,
        _("Catatan kontak"),
        "stakeholders/_panel_engagements.html",
        engagements.panel_of_organisation,
        order=90,
    ),
    DashboardCard(
        "stakeholders.silent",
        DESK,
        _("Belum dihubungi selama 90 hari"),
        "stakeholders/_card_silent.html",
        engagements.silent_card,
        order=40,
        rule="stakeholders.keep_engagements",
    ),
    Waiting(
        "stakeholders.next_step",
        _("Langkah dari catatan kontak"),
        "clipboard-list",
        engagements.waiting_steps,
        order=40,
    ),
    DueKind(notices.ENDING, notices.tell_ending),
    DueKind(steps.NEXT_STEP, steps.tell_next_step),
    Verb(
        "stakeholders.agreement_ending",
        _("Kerja sama {thread} berakhir {when}"),
        _("Segera berakhir: {thread}, {when}"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/agreement_ending",
        label=_("Kerja sama segera berakhir"),
        icon="handshake",
    ),
    Verb(
        "stakeholders.agreement_ended",
        _("Kerja sama {thread} diakhiri lebih awal"),
        _("Diakhiri lebih awal: {thread}"),
        SECTION,
        {"concerned": MAIL},
        card="stakeholders/mail/agreement_ended",
        label=_("Kerja sama diakhiri lebih awal"),
        icon="handshake",
    ),
    Verb(
        "stakeholders.next_step_due",
        _("Waktunya langkah berikutnya dengan {thread}"),
        _("Langkah berikutnya: {thread}"),
        SECTION,
        {"assigned": MAIL},
        card="stakeholders/mail/next_step_due",
        label=_("Langkah dari catatan kontak"),
        icon="clipboard-list",
        rule="stakeholders.keep_engagements",
    ),
    personal_data.CONTRIBUTION,
]
