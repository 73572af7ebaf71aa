"""A project on one sheet of paper for the notice board: what its page tells to everybody, and nothing else."""

import re
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import today
from commons.drawn import name_under
from commons.pdf import typeset
from commons.qr import qr
from projects.models import Partnership, Project
from projects.queries.addresses import short_address
from projects.queries.looks import condition_chip, stage_chip
from projects.queries.milestones import Way, way_of
from projects.queries.pages import PARTNERS
from projects.queries.sectors import sector_balance

MOST_PARTNERS = 6
LONGEST_SUMMARY, LONGEST_STEP = 420, 80  # letters: everything stands on one page, whatever was typed
KEPT = 60 * 60  # seconds
LONG_WORD = re.compile(r"\S{20}(?=\S)")  # a word that no line could hold may be broken


def sheet(project: Any) -> bytes:
    """The PDF, kept while neither the project (`for_page`) nor anybody's rights change; it says when it was made."""
    name = "sheet-" + name_under("projects.sheet", project.pk, project.version, project.epoch, project.talked, today())
    made: bytes | None = cache.get(name)
    if made is None:
        made = typeset("projects/pdf/sheet.typ", _breakable(_values(project)), language=get_language() or "id")
        cache.set(name, made, KEPT)
    return made


def _breakable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: one if name == "qr" else _breakable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    return LONG_WORD.sub("\\g<0>\u200b", value) if isinstance(value, str) else value


def _values(project: Project) -> dict[str, Any]:
    partners, way, condition = PARTNERS(project=project.pk), way_of(project.pk), condition_chip(project)
    address = short_address(project)
    return {
        "site": settings.SITE_NAME,
        "printed": _("Dicetak %(date)s") % {"date": formats.short_date(today())},
        "kind": " · ".join([_("Proyek kolaborasi"), *project.area_names, *project.theme_names]),
        "title": str(project),
        "chips": [chip.label for chip in (stage_chip(project), condition) if chip],
        "summary": _cut(project.summary, LONGEST_SUMMARY),
        "progress": {
            "number": formats.percent(project.progress),
            "part": project.progress,
            "text": way.text if way.total else _("menurut kabar terakhir"),
        },
        "next": project.next_step,
        "facts": _facts(project),
        "sectors": [
            {"label": one.label, "state": one.state, "word": one.word} for one in sector_balance(project, partners)
        ],
        "partners": _partners(partners),
        "milestones": _milestones(way),
        "qr": qr(address).decode(),
        "address": address.split("://")[-1],
        "words": {
            "next": _("Berikutnya"),
            "sectors": _("Empat unsur"),
            "partners": _("Mitra"),
            "milestones": _("Tonggak"),
            "scan": _("Pindai untuk membaca kabar terbaru"),
        },
    }


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0] + "…"


def _facts(project: Project) -> list[dict[str, str]]:
    days = [formats.short_date(day) for day in (project.starts_on, project.due_on) if day]
    told = [
        (_("Penanggung jawab"), project.lead.name),
        (_("Koordinator"), project.coordinator.name),
        (_("Waktu"), " – ".join(days)),
        (_("Anggaran"), "" if project.budget_idr is None else formats.rupiah(project.budget_idr)),
        (_("Sumber dana"), ", ".join(project.fund_names)),
        (_("Kabar terakhir"), formats.short_date(project.updated_at) if project.updates_count else _("belum ada")),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _partners(rows: Any) -> list[str]:
    named = [f"{row['organisation__name']} ({Partnership.Role(row['role']).label})" for row in rows[:MOST_PARTNERS]]
    more = len(rows) - MOST_PARTNERS
    return named if more <= 0 else [*named, _("dan %(n)s mitra lain") % {"n": more}]


def _milestones(way: Way) -> list[dict[str, Any]]:
    return [
        {
            "title": _cut(step.title, LONGEST_STEP),
            "reached": step.is_reached,
            "when": step.when or _("belum ada tanggal"),
        }
        for step in way.shown
    ]
