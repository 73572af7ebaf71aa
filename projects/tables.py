"""Projects as rows of a table that goes out: what their pages show, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import name_for_others
from commons.exporting import CHUNK
from commons.models.area import area_names, theme_names
from projects.models import Partnership, Project
from projects.queries.looks import condition_chip

PARTS = "; "
HEADINGS = (
    _("Nomor"),
    _("Judul"),
    _("Penanggung jawab"),
    _("Koordinator"),
    _("Mitra"),
    _("Wilayah"),
    _("Bidang"),
    _("Tahap"),
    _("Kondisi"),
    _("Kemajuan (persen)"),
    _("Tanggal mulai"),
    _("Tanggal selesai"),
    _("Anggaran"),
    _("Terpakai"),
    _("Langkah berikutnya"),
    _("Diperbarui"),
    _("Halaman"),
)


def rows(found: Iterable[Project]) -> Iterator[list[Any]]:
    """One for each project, with its partners by name. Taken in chunks, two statements each."""
    projects = iter(found)
    while chunk := list(islice(projects, CHUNK)):
        partners = _partners([project.pk for project in chunk])
        for project in chunk:
            yield _row(project, partners[project.pk])


def _partners(ids: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    accepted = Partnership.objects.accepted().filter(project__in=ids).order_by("pk")
    for project, name in accepted.values_list("project", "organisation__name"):
        names[project].append(name)
    return names


def _row(project: Any, partners: list[str]) -> list[Any]:
    condition, who = condition_chip(project), project.coordinator
    return [
        project.pk,
        project.title,
        project.lead.name,
        name_for_others(who.name, who.leaves_at, who.erased_at),
        PARTS.join(partners),
        PARTS.join(area_names(project.placed_areas)).replace("\u00a0", " "),
        PARTS.join(theme_names(project.placed_themes)),
        str(project.get_stage_display()),
        condition.label if condition else "",
        project.progress,
        project.starts_on,
        project.due_on,
        project.budget_idr,
        project.spent_idr,
        project.next_step,
        timezone.localtime(project.updated_at).date(),
        f"{settings.SITE_URL}{project.get_absolute_url()}",
    ]
