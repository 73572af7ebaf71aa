"""Tasks of milestones, as the page of the way shows them."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F

from commitments.models import Commitment
from commitments.queries import Line, rows
from projects.models import Milestone, Project
from projects.queries.milestones import Step, Way

MOST_SHOWN = 100


def tasks_of(project: Project, way: Way, user: Any) -> list[tuple[Step, list[Line]]]:
    """By milestone, in the order of the way; what runs in front, the soonest first. One statement."""
    kind = ContentType.objects.get_for_model(Milestone)
    found = Commitment.objects.visible_to(user).filter(place=project.thread_id, source_type=kind)
    given = list(found.order_by(F("closed_at").asc(nulls_first=True), "due_on", "pk").for_rows()[:MOST_SHOWN])
    theirs = defaultdict(list)
    for one, line in zip(given, rows(given, user, is_panel=True), strict=True):
        theirs[one["source_id"]].append(line)
    return [(step, theirs[step.pk]) for step in way.steps if step.pk in theirs]
