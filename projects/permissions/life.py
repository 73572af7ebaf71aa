"""The life of a project: its stages, said to be done, confirmed, opened again, put away."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from commons.standing import OFFICE, standing
from projects.models import Completion, Project
from projects.permissions.roles import TEAM, coordinator_of
from stakeholders.models import Sector


def has_next_stage(user: Any, project: Project) -> bool:
    return bool(project.next_stages())


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


CONTRIBUTIONS = [
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
