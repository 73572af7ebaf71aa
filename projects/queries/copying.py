"""What a new project may begin with: a template, or another project."""

from typing import Any

from django.utils.translation import gettext as _

from projects.models import Project, ProjectTemplate
from projects.queries.pages import facts_of

MOST = 50
TEMPLATE, PROJECT = "c", "p"
Choices = list[tuple[str, list[tuple[str, str]]]]


def to_copy(user: Any) -> Choices:
    """Templates, and the projects that moved last, each with the value of its choice; two queries."""
    templates = [(f"{TEMPLATE}{one.pk}", str(one)) for one in ProjectTemplate.objects.on_offer()]
    moved = Project.objects.visible_to(user).recently_active()[:MOST]
    projects = [(f"{PROJECT}{one.pk}", str(one)) for one in moved]
    return [(label, some) for label, some in ((_("Contoh"), templates), (_("Proyek"), projects)) if some]


def begun_with(user: Any, chosen: str) -> dict[str, Any]:
    """Initial values of the form; nothing where the choice is none, or not theirs to see."""
    kind, number = chosen[:1], chosen[1:]
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return {}
    if kind == TEMPLATE:
        return _of_template(int(number))
    return _of_project(user, int(number)) if kind == PROJECT else {}


def _of_template(pk: int) -> dict[str, Any]:
    found = ProjectTemplate.objects.filter(pk=pk).values("title", "summary", "milestones", "next_step", "rhythm_days")
    return next(iter(found), {})


def _of_project(user: Any, pk: int) -> dict[str, Any]:
    """Its days are over; its milestones come without theirs."""
    project = Project.objects.visible_to(user).select_related("audience", "lead").filter(pk=pk).first()
    if project is None:
        return {}
    way = project.milestones.on_the_way().values_list("title", flat=True)
    copied = facts_of(project) | {"lead": project.lead_id, "milestones": "\n".join(way)}
    return copied | {
        "title": _("%(title)s (salinan)") % {"title": project.title[:145]},
        "starts_on": None,
        "due_on": None,
    }
