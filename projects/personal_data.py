"""What the projects hold about a person."""

from typing import Any

from django.db.models import Q

from commons import rich_text
from commons.contributions import PersonalData
from projects.models import (
    Completion,
    Obstacle,
    Partnership,
    Project,
    ProjectExport,
    Proposal,
    Reading,
    StageChange,
    StatusUpdate,
)
from stakeholders.models import Organisation


def export(person: Any) -> dict[str, Any]:
    """What the person wrote and answered, and the projects the person coordinates.

    A project that the person may no longer see stays without its name: what was written is theirs, the title is not.
    So does an organisation.
    """
    titles = dict(Project.objects.visible_to(person).values_list("pk", "title"))
    names = dict(Organisation.objects.visible_to(person).values_list("pk", "name"))
    coordinated = Project.objects.visible_to(person).filter(coordinator=person).order_by("pk")
    updates = StatusUpdate.objects.filter(author=person).order_by("pk")
    wrote = Q(raised_by=person) | Q(answered_by=person) | Q(resolved_by=person)
    written = Obstacle.objects.filter(wrote).order_by("pk")
    answers = Partnership.objects.filter(answered_by=person).order_by("pk")
    return {
        "coordinates": list(coordinated.values_list("title", flat=True)),
        "updates": [
            {
                "project": titles.get(u.project_id),
                "number": u.number,
                "at": u.created_at,
                "note": rich_text.plain(u.note, person),
                "help": u.help_from,
            }
            for u in updates
        ],
        "partnerships_answered": [
            {
                "project": titles.get(p.project_id),
                "organisation": names.get(p.organisation_id),
                "state": p.state,
                "at": p.answered_at,
            }
            for p in answers
        ],
        "proposals": [
            {"project": titles.get(p.pk), "reference": p.reference, "hoped_for": p.hoped_for, "at": p.sent_at}
            for p in Proposal.objects.filter(proposed_by=person).order_by("pk")
        ],
        "completions": list(
            Completion.objects.filter(proposed_by=person)
            .order_by("pk")
            .values("evidence", "result", "worked", "cost_idr", "contact", "follow_up", "proposed_at")
        ),
        "completions_answered": list(
            Completion.objects.filter(answered_by=person).order_by("pk").values("state", "reason", "answered_at")
        ),
        "obstacles": [
            {
                "project": titles.get(o.project_id),
                "at": o.created_at,
                "what": o.what if o.raised_by_id == person.pk else None,
                "answer": o.answer if o.answered_by_id == person.pk else None,
                "resolution": o.resolution if o.resolved_by_id == person.pk else None,
            }
            for o in written
        ],
        "stage_changes": list(
            StageChange.objects.filter(author=person).order_by("pk").values("after", "reason", "created_at")
        ),
        "readings": [
            {
                "project": titles.get(r.indicator.project_id),
                "indicator": r.indicator.name if r.indicator.project_id in titles else None,
                "on": r.on,
                "value": r.value,
                "source": r.source,
            }
            for r in Reading.objects.filter(author=person).select_related("indicator").order_by("pk")
        ],
        "exports": list(ProjectExport.objects.told_to(person)),
    }


def erase(person: Any) -> None:
    """What was told about a project stays, under *Akun dihapus*, for the name is the account's. Whom to ask about a
    finished project may be the person: that goes."""
    Completion.objects.filter(proposed_by=person).update(contact="")


CONTRIBUTION = PersonalData(
    "projects",
    export,
    erase,
    columns=(
        "projects.Project.coordinator",
        "projects.StageChange.author",
        "projects.StageChange.reason",
        "projects.Partnership.invited_by",
        "projects.Partnership.answered_by",
        "projects.Partnership.reason",
        "projects.StatusUpdate.author",
        "projects.StatusUpdate.note",
        "projects.StatusUpdate.help_from",
        "projects.Obstacle.raised_by",
        "projects.Obstacle.what",
        "projects.Obstacle.answered_by",
        "projects.Obstacle.answer",
        "projects.Obstacle.resolved_by",
        "projects.Obstacle.resolution",
        "projects.Milestone.done_by",
        "projects.Reading.author",
        "projects.Reading.source",
        "projects.ProjectExport.person",
        "projects.ProjectExport.narrowed_by",
        "projects.ProjectUserGrant.user",
        "projects.Proposal.proposed_by",
        "projects.Proposal.hoped_for",
        "projects.Completion.proposed_by",
        "projects.Completion.answered_by",
        "projects.Completion.evidence",
        "projects.Completion.result",
        "projects.Completion.worked",
        "projects.Completion.contact",
        "projects.Completion.follow_up",
        "projects.Completion.reason",
    ),
)
