"""The project itself and who works on it: read, taken along, opened, described; partners invited, answering, gone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from commons.standing import OFFICE
from projects.models import Partnership, Project, Stage
from projects.permissions.roles import TEAM, coordinator_of, takes_partners


def may_be_edited(user: Any, project: Project) -> bool:
    """What was refused or cancelled stays as it was decided about."""
    return not project.is_archived and project.stage != Stage.CANCELLED


def is_waiting(user: Any, partnership: Partnership) -> bool:
    return partnership.state == Partnership.State.INVITED and takes_partners(user, partnership.project)


def may_end(user: Any, partnership: Partnership) -> bool:
    current = partnership.state in (Partnership.State.INVITED, Partnership.State.ACCEPTED)
    return current and partnership.role != Partnership.Role.LEAD and not partnership.project.is_archived


CONTRIBUTIONS = [
    Rule("projects.read", _("Membaca proyek"), frozenset({"visitor"}), _("Proyek ini belum dibuka.")),
    Rule(
        "projects.print_sheet",
        _("Mencetak lembar papan pengumuman"),
        frozenset({"visitor"}),
        _("Lembar papan pengumuman hanya dibuat untuk proyek yang terbuka bagi umum."),
        when=lambda user, project: project.is_for_everybody,
    ),
    Rule(
        "projects.follow",
        _("Mengikuti proyek"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengikuti proyek ini."),
    ),
    Rule(
        "projects.export_projects",
        _("Mengunduh daftar proyek sebagai tabel"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengunduh daftar proyek. Setiap unduhan dicatat."),
    ),
    Rule(
        "projects.open_project",
        _("Membuka proyek"),
        OFFICE,
        _("Hanya petugas kelurahan yang membuka proyek langsung. Anda dapat mengusulkannya."),
    ),
    Rule(
        "projects.keep_templates",
        _("Mengatur contoh proyek"),
        OFFICE,
        _("Contoh proyek diatur oleh petugas kelurahan."),
    ),
    Rule(
        "projects.edit_project",
        _("Mengubah keterangan proyek"),
        TEAM,
        _("Keterangan diubah oleh koordinator dan petugas, selama proyek tidak batal atau diarsipkan."),
        when=may_be_edited,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.invite_partner",
        _("Mengundang mitra"),
        TEAM,
        _("Mitra diundang oleh koordinator atau petugas kelurahan, selama proyek belum selesai."),
        when=takes_partners,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.answer_partnership",
        _("Menjawab undangan bermitra"),
        frozenset({"own_representative"}),
        _("Undangan ini sudah dijawab, dibatalkan, atau untuk organisasi lain."),
        when=is_waiting,
    ),
    Rule(
        "projects.end_partnership",
        _("Mengakhiri kemitraan"),
        TEAM | {"own_representative"},
        _("Kemitraan ini sudah berakhir, atau hanya tim proyek dan mitranya yang dapat mengakhiri."),
        when=may_end,
        keeper=coordinator_of,
    ),
]
