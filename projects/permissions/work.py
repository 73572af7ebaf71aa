"""The work: updates, obstacles, milestones, indicators and their readings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from projects.models import Obstacle
from projects.permissions.roles import TEAM, coordinator_of, is_on_its_way, is_open


def is_unanswered(user: Any, obstacle: Obstacle) -> bool:
    return obstacle.is_open and not obstacle.is_answered and is_on_its_way(user, obstacle)


def is_in_the_way(user: Any, obstacle: Obstacle) -> bool:
    return obstacle.is_open and is_on_its_way(user, obstacle)


CONTRIBUTIONS = [
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
        TEAM | {"partner"},
        _("Kendala ini sudah selesai, atau hanya tim dan mitra proyek yang dapat menutupnya."),
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
]
