"""Who may do what in a project, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from commons.audience import has_grant
from commons.contributions import RoleSource, Rule
from commons.standing import standing
from projects import proposal_permissions
from projects.models import (
    TAKING_PARTNERS,
    Completion,
    Indicator,
    Milestone,
    Obstacle,
    Partnership,
    Project,
    Proposal,
    Stage,
    StatusUpdate,
)
from projects.proposal_permissions import OFFICE, TEAM
from stakeholders.models import Sector

CHILDREN = (Partnership, StatusUpdate, Milestone, Indicator, Obstacle, Proposal, Completion)


def project_of(obj: Any) -> Project | None:
    """The project that a thing belongs to."""
    if isinstance(obj, Project):
        return obj
    return obj.project if isinstance(obj, CHILDREN) else None


def roles_in_project(user: Any, obj: Any) -> set[str]:
    """Coordinator by name; partner by the grant that an organisation's group holds; and who answers an invitation.

    Of an obstacle, `own_representative` speaks for the organisation that was asked, `oneself` for who wrote it down.
    """
    project = project_of(obj)
    if project is None:
        return set()
    held = {"coordinator"} if project.coordinator_id == user.pk else set()
    groups = standing(user).groups
    if groups and _may_post(project, groups):
        held.add("partner")
    if isinstance(obj, Partnership) and obj.organisation.group_id in groups:
        held.add("own_representative")
    if isinstance(obj, Proposal) and obj.proposed_by_id == user.pk:
        held.add("oneself")
    if isinstance(obj, Proposal) and obj.acting_as is not None and obj.acting_as.group_id in groups:
        held.add("own_representative")
    if isinstance(obj, StatusUpdate) and "partner" in held:
        held |= _told_it(user, groups, obj)
    if isinstance(obj, Obstacle) and obj.asked is not None and obj.asked.group_id in groups:
        held.add("own_representative")
    if isinstance(obj, Obstacle) and "partner" in held and _raised_it(user, groups, obj):
        held.add("oneself")
    return held


def _raised_it(user: Any, groups: tuple[int, ...], obstacle: Obstacle) -> bool:
    side = obstacle.acting_as
    return obstacle.raised_by_id == user.pk or (side is not None and side.group_id in groups)


def _told_it(user: Any, groups: tuple[int, ...], update: StatusUpdate) -> set[str]:
    """Who sent it, or speaks for the organisation that it was sent for."""
    held = {"oneself"} if update.author_id == user.pk else set()
    if update.acting_as is not None and update.acting_as.group_id in groups:
        held.add("own_representative")
    return held


def roles_at_commitment(user: Any, obj: Any) -> set[str]:
    """Of what was promised in a project: its coordinator, of today and not of then."""
    if not isinstance(obj, Commitment):
        return set()
    mine = Project.objects.filter(thread=obj.place_id, coordinator=user.pk, archived_at=None)
    return {"coordinator"} if mine.exists() else set()


def _may_post(project: Project, groups: tuple[int, ...]) -> bool:
    """The page's own statement has asked already (`for_page`); an action that has locked the row asks anew."""
    known = project.__dict__.get("is_partner")
    return has_grant("post_status", groups=groups, on=project) if known is None else known


def is_open(user: Any, obj: Any) -> bool:
    project = project_of(obj)
    return project is not None and project.is_open


def takes_partners(user: Any, project: Project) -> bool:
    return project.archived_at is None and project.stage in TAKING_PARTNERS


def is_on_its_way(user: Any, obj: Any) -> bool:
    """Until it is done or cancelled; its milestones are part of what is closed then."""
    project = project_of(obj)
    return project is not None and takes_partners(user, project)


def is_unanswered(user: Any, obstacle: Obstacle) -> bool:
    return obstacle.is_open and not obstacle.is_answered and is_on_its_way(user, obstacle)


def is_in_the_way(user: Any, obstacle: Obstacle) -> bool:
    return obstacle.is_open and is_on_its_way(user, obstacle)


def is_waiting(user: Any, partnership: Partnership) -> bool:
    return partnership.state == Partnership.State.INVITED and takes_partners(user, partnership.project)


def may_end(user: Any, partnership: Partnership) -> bool:
    current = partnership.state in (Partnership.State.INVITED, Partnership.State.ACCEPTED)
    return current and partnership.role != Partnership.Role.LEAD and not partnership.project.is_archived


def has_next_stage(user: Any, project: Project) -> bool:
    return bool(project.next_stages())


def may_be_edited(user: Any, project: Project) -> bool:
    """What was refused or cancelled stays as it was decided about."""
    return not project.is_archived and project.stage != Stage.CANCELLED


def may_be_closed(user: Any, project: Project) -> bool:
    return project.is_open and not project.is_being_closed


def is_of_another_side(user: Any, completion: Completion) -> bool:
    """Nobody confirms their own word, nor that of their own sector; the kelurahan is a side of its own."""
    project = completion.project
    if not completion.is_waiting or not project.is_open or completion.proposed_by_id == user.pk:
        return False
    is_office = bool(standing(user).roles & (OFFICE | {"administrator"}))
    if is_office and completion.sector != Sector.GOVERNMENT:
        return True
    return completion.side_of(user) is not None


def is_reopenable(user: Any, project: Project) -> bool:
    return project.is_reopenable


def is_archivable(user: Any, project: Project) -> bool:
    return project.is_archivable


def coordinator_of(obj: Any) -> Any:
    project = project_of(obj)
    return project.coordinator if project is not None else None


CONTRIBUTIONS = [
    RoleSource("projects.project", roles_in_project),
    RoleSource("projects.commitment", roles_at_commitment),
    *proposal_permissions.CONTRIBUTIONS,
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
        "projects.post_status",
        _("Mengirim kabar proyek"),
        TEAM | {"partner"},
        _("Kabar hanya dikirim oleh tim dan mitra proyek, selama proyek berjalan."),
        when=is_open,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.correct_status",
        _("Mengoreksi kabar proyek"),
        TEAM | {"oneself", "own_representative"},
        _("Kabar dikoreksi oleh tim proyek atau yang mengirimnya, selama proyek berjalan."),
        when=is_open,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.raise_obstacle",
        _("Mencatat kendala"),
        TEAM | {"partner"},
        _("Kendala dicatat oleh tim dan mitra proyek, selama proyek belum selesai."),
        when=is_on_its_way,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.answer_obstacle",
        _("Menjawab kendala"),
        frozenset({"own_representative"}),
        _("Kendala ini sudah dijawab atau selesai, atau ditanyakan kepada organisasi lain."),
        when=is_unanswered,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.resolve_obstacle",
        _("Menyelesaikan kendala"),
        TEAM | {"oneself"},
        _("Kendala ditutup oleh tim proyek atau mitra yang mencatatnya, selama belum selesai."),
        when=is_in_the_way,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.keep_milestones",
        _("Mengatur tonggak proyek"),
        TEAM,
        _("Tonggak diatur oleh koordinator dan petugas kelurahan, selama proyek belum selesai."),
        when=is_on_its_way,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.keep_indicators",
        _("Mengatur indikator proyek"),
        TEAM,
        _("Indikator diatur oleh koordinator dan petugas kelurahan, selama proyek belum selesai."),
        when=is_on_its_way,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.add_reading",
        _("Mencatat angka indikator"),
        TEAM | {"partner"},
        _("Angka dicatat oleh tim dan mitra proyek, selama proyek belum selesai."),
        when=is_on_its_way,
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
    Rule(
        "projects.change_stage",
        _("Mengubah tahap proyek"),
        TEAM,
        _("Tahap hanya diubah oleh koordinator dan petugas kelurahan, sampai proyek ditutup."),
        when=has_next_stage,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.propose_completion",
        _("Mengusulkan proyek selesai"),
        TEAM | {"partner"},
        _("Selesai diusulkan oleh tim atau mitra, selama proyek berjalan dan belum diusulkan."),
        when=may_be_closed,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.answer_completion",
        _("Menjawab usul bahwa proyek selesai"),
        TEAM | {"partner"},
        _("Selesai dikonfirmasi oleh mitra dari unsur lain atau kelurahan, selama belum dijawab."),
        when=is_of_another_side,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.reopen_project",
        _("Membuka lagi proyek yang selesai"),
        TEAM | {"partner"},
        _("Proyek selesai dibuka lagi oleh tim dan mitranya, dalam 14 hari."),
        when=is_reopenable,
        keeper=coordinator_of,
    ),
    Rule(
        "projects.archive_project",
        _("Mengarsipkan proyek"),
        TEAM,
        _("Proyek diarsipkan oleh koordinator atau petugas, 14 hari setelah selesai atau bila batal."),
        when=is_archivable,
        keeper=coordinator_of,
    ),
]
