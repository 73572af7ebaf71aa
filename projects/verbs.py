"""What is told of a project's life: proposed, decided about, done, opened again, put away."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.telling import DIGEST, INBOX, MAIL, verbs_of

CARD = "projects/mail/"
verb = verbs_of("projects", _("Proyek"))


CONTRIBUTIONS: list[Any] = [
    verb(
        "project_proposed",
        _("{actor} mengusulkan proyek {thread}"),
        _("Usulan baru: {thread}"),
        {"your_turn": MAIL},
        card=CARD + "project_proposed",
        label=_("Usulan proyek baru"),
        icon="lightbulb",
    ),
    verb(
        "proposal_received",
        _("Usulan {thread} sudah kami terima"),
        _("Kami terima: usulan {thread}"),
        {"asked": MAIL},
        card=CARD + "proposal_received",
        label=_("Usulan proyek diterima"),
        icon="clock",
    ),
    verb(
        "review_begun",
        _("{actor} mulai menelaah usulan {thread}"),
        _("Mulai ditelaah: {thread}"),
        {"concerned": INBOX},
        label=_("Usulan proyek mulai ditelaah"),
        icon="search",
    ),
    verb(
        "proposal_approved",
        _("Usulan {thread} disetujui"),
        _("Disetujui: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "proposal_approved",
        label=_("Usulan proyek disetujui"),
        icon="circle-check",
    ),
    verb(
        "proposal_returned",
        _("Usulan {thread} perlu diperbaiki"),
        _("Perbaiki usulan {thread}"),
        {"concerned": MAIL},
        card=CARD + "proposal_returned",
        label=_("Usulan proyek perlu diperbaiki"),
        icon="pencil",
    ),
    verb(
        "proposal_refused",
        _("Usulan {thread} tidak diterima"),
        _("Tidak diterima: {thread}"),
        {"concerned": MAIL},
        card=CARD + "proposal_refused",
        label=_("Usulan proyek tidak diterima"),
        icon="circle-x",
    ),
    verb(
        "proposal_withdrawn",
        _("{actor} menarik usulan {thread}"),
        _("Usulan ditarik: {thread}"),
        {"concerned": INBOX},
        card="projects/mail/proposal_refused",
        label=_("Usulan proyek ditarik pengusulnya"),
        icon="reply",
    ),
    verb(
        "decision_undone",
        _("Keputusan tentang usulan {thread} dibatalkan"),
        _("Keputusan dibatalkan: {thread}"),
        {"concerned": MAIL},
        card=CARD + "proposal_refused",
        label=_("Keputusan tentang usulan proyek dibatalkan"),
        icon="undo-2",
    ),
    verb(
        "done_proposed",
        _("{actor} mengusulkan {thread} selesai"),
        _("Mohon konfirmasi: {thread} selesai"),
        {"your_turn": MAIL, "follows": DIGEST},
        card=CARD + "done_proposed",
        label=_("Proyek diusulkan selesai"),
        icon="award",
        acts=("projects.confirm_completion", "projects.decline_completion"),
    ),
    verb(
        "done_confirmed",
        _("{actor} mengonfirmasi bahwa {thread} selesai"),
        _("Selesai: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        label=_("Proyek selesai"),
        icon="award",
    ),
    verb(
        "done_unopposed",
        _("{thread} selesai, karena tidak ada keberatan selama 7 hari"),
        _("Selesai tanpa keberatan: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        label=_("Proyek selesai tanpa keberatan"),
        icon="award",
    ),
    verb(
        "done_declined",
        _("{actor} menilai {thread} belum selesai"),
        _("Belum selesai: {thread}"),
        {"asked": MAIL, "concerned": MAIL},
        card=CARD + "done_declined",
        label=_("Usul selesai dijawab belum"),
        icon="undo-2",
    ),
    verb(
        "project_reopened",
        _("{actor} membuka lagi {thread}"),
        _("Dibuka lagi: {thread}"),
        {"concerned": MAIL, "follows": DIGEST},
        card=CARD + "stage_changed",
        label=_("Proyek dibuka lagi"),
        icon="circle-play",
    ),
    verb(
        "project_archived",
        _("{actor} mengarsipkan {thread}"),
        _("Diarsipkan: {thread}"),
        {"follows": INBOX},
        label=_("Proyek diarsipkan"),
        icon="history",
    ),
]
