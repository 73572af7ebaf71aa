"""The demo's projects say only what the product lets people do: each thing was done in a stage that allows it."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from approvals.models import Approval, Decision
from commitments.models import Commitment
from commons.calendar import at, today
from projects.models import PROPOSAL, TAKING_PARTNERS, Milestone, Partnership, Project, Stage
from projects.models.stages import BY_THE_TEAM, TRANSITIONS
from projects.queries.weights import share_of

pytestmark = pytest.mark.django_db
State = Partnership.State


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loading takes seconds, and these tests only read: it stands for all of them, and is taken back at the end."""
    with django_db_blocker.unblock():
        holding = transaction.atomic()
        holding.__enter__()
        call_command("demo", stdout=StringIO())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        holding.__exit__(None, None, None)


@pytest.fixture
def projects(_loaded: None, db: None) -> list[Project]:
    return list(Project.objects.select_related("thread", "lead").order_by("pk"))


def stage_at(project: Project, moment: datetime) -> str:
    """The stage that it was in then; empty before it was there."""
    past = [step.after for step in project.stage_changes.all() if step.created_at <= moment]
    return past[-1] if past else ""


def took_part(project: Project, moment: datetime) -> set[int]:
    """The organisations that were its partners then."""
    found = project.partnerships.filter(answered_at__lte=moment).exclude(state=State.DECLINED)
    return {one.organisation_id for one in found if one.ended_at is None or one.ended_at > moment}


def said_and_done(project: Project) -> Iterator[tuple[str, datetime]]:
    """What asks for a project that the office has approved and nobody has ended yet."""
    for partnership in project.partnerships.all():
        yield f"invited {partnership}", partnership.invited_at
        if partnership.answered_at is not None:
            yield f"answered {partnership}", partnership.answered_at
    for obstacle in project.obstacles.all():
        for moment in (obstacle.created_at, obstacle.answered_at, obstacle.resolved_at):
            if moment is not None:
                yield f"obstacle {obstacle}", moment
    for milestone in project.milestones.filter(done_at__isnull=False):
        yield f"reached {milestone}", milestone.done_at
    for indicator in project.indicators.all():
        for reading in indicator.readings.all():
            yield f"reading of {indicator}", reading.created_at
    for promise in Commitment.objects.filter(place=project.thread, source_type__model__in=("partnership", "milestone")):
        yield f"promised {promise}", promise.said_at


def test_nothing_was_done_in_a_stage_that_refuses_it(projects: list[Project]) -> None:
    wrong = [
        (str(project), what, stage_at(project, moment))
        for project in projects
        for what, moment in said_and_done(project)
        if stage_at(project, moment) not in TAKING_PARTNERS
    ]
    assert wrong == []
    told = [(project, update) for project in projects for update in project.updates.all()]
    assert [(p.title, u.number) for p, u in told if stage_at(p, u.created_at) != Stage.ACTIVE] == []
    assert len(told) > 40


def test_a_proposal_has_no_partners_updates_or_plan(projects: list[Project]) -> None:
    approved = {project.pk for project in projects if project.stage_changes.filter(after=Stage.APPROVED).exists()}
    proposals = [project for project in projects if project.pk not in approved]
    assert {project.stage for project in proposals} == {Stage.PROPOSED, Stage.REVIEW, Stage.CANCELLED}
    for project in proposals:
        beside = (project.partnerships, project.updates, project.obstacles, project.milestones, project.indicators)
        assert not any(things.exists() for things in beside), project
        assert (project.condition, project.progress, project.spent_idr) == ("", 0, None)
        assert not Commitment.objects.filter(place=project.thread).exists()


def test_each_step_follows_the_one_before_and_gives_a_reason_only_where_it_can(projects: list[Project]) -> None:
    for project in projects:
        steps = list(project.stage_changes.all())
        assert steps[0].after in (Stage.PROPOSED, Stage.APPROVED)
        assert all(after.after in TRANSITIONS[before.after] for before, after in pairwise(steps)), project
        assert steps[-1].after == project.stage
        with_reason = {one for stages in BY_THE_TEAM.values() for one in stages} | {Stage.DONE}
        assert all(step.after in with_reason for step in steps if step.reason), project


def test_who_told_and_promised_took_part_then(projects: list[Project]) -> None:
    for project in projects:
        for update in project.updates.select_related("author", "acting_as"):
            is_team = update.author_id == project.coordinator_id or update.author.groups.filter(
                name__in=("staff", "leader")
            )
            assert is_team or update.acting_as_id in took_part(project, update.created_at), (project, update.number)
        for milestone in project.milestones.filter(owner__isnull=False):
            assert milestone.owner_id in took_part(project, at(today(), 23)), milestone
        for promise in Commitment.objects.filter(place=project.thread, source_type__model="partnership"):
            assert promise.said_at == promise.source.answered_at
            assert promise.source.role != Partnership.Role.LEAD, "who leads was asked for nothing"


def test_progress_is_what_weights_say_and_else_what_was_told_last(projects: list[Project]) -> None:
    for project in projects:
        updates = list(project.updates.order_by("number"))
        weighted = list(project.milestones.exclude(weight=None).exclude(state=Milestone.State.CANCELLED))
        for update in updates if weighted else []:
            reached = [one.weight for one in weighted if one.done_at and one.done_at <= update.created_at]
            assert update.progress == share_of(sum(reached), sum(one.weight for one in weighted)), (project, update)
        assert project.progress == (updates[-1].progress if updates else 0), project


def test_the_office_keeps_its_five_days_and_is_late_with_one(projects: list[Project]) -> None:
    decided = Approval.objects.filter(state__in=Approval.DECIDED)
    assert decided.filter(kind=PROPOSAL).count() >= 8
    assert not decided.filter(decided_at__gt=F("due_at")).exists()
    late = Approval.objects.late()
    assert {Project.objects.get(pk=one.object_id).title for one in late} <= {"Perpustakaan alat pertukangan RW 02"}


def test_a_withdrawn_proposal_says_why_and_is_seen_by_those_concerned(projects: list[Project]) -> None:
    approval = Approval.objects.get(kind=PROPOSAL, state=Approval.State.WITHDRAWN)
    project = Project.objects.get(pk=approval.object_id)
    assert project.audience.visibility == "private"
    said = approval.decisions.get(what=Decision.What.WITHDRAWN)
    assert said.by == project.proposal.proposed_by
    assert said.reason == approval.reason == project.stage_changes.last().reason != ""  # type: ignore[union-attr]
