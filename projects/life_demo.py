"""The lives of the demo's projects, each step as if taken on its day: proposals at the office, what is done."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from activity.actions import When, schedule
from approvals.actions import offices
from approvals.models import Approval, Decision
from commons.audience import give
from commons.calendar import due_after
from commons.demo import Counted, counted
from commons.demo.content import moment
from commons.models import Visibility
from forums.models import Category
from projects.actions.completions import USEFUL
from projects.actions.stages import SILENT
from projects.models import PROPOSAL, SILENCE, Completion, Project, ProjectTemplate, Proposal, Stage
from stakeholders.models import Organisation

People = Mapping[str, User]
Organisations = Mapping[str, Organisation]
DAYS = 5
ARCHIVED_AFTER = 30  # days: what was finished longer ago than this is put away
What = Decision.What


def live(project: Project, row: dict[str, Any], people: People, organisations: Organisations) -> None:
    """What stands beside a project that was proposed, or that somebody says is done."""
    steps = row["stage_history"]
    if steps[0]["to"] == Stage.PROPOSED:
        _proposal(project, row, people, organisations)
    if done := row.get("done"):
        _completion(project, done, steps[-1], people, organisations)
    if project.stage == Stage.DONE and row["done"]["confirmed_day"] < -ARCHIVED_AFTER - 30:
        project.archived_at = moment(row["done"]["confirmed_day"] + ARCHIVED_AFTER)
        project.save(update_fields=["archived_at"])
        Category.objects.filter(pk=project.category_id).update(archived_at=project.archived_at)


def counts() -> Iterator[Counted]:
    """Proposals, what is said to be done, the archive, and what a project may begin with."""
    shown = (Completion.State.WAITING, Completion.State.CONFIRMED)
    yield "project", "proposed by others", Proposal.objects.count()
    yield "project", "in the archive", Project.objects.archived().count()
    yield "project", "template", ProjectTemplate.objects.count()
    yield from counted("done", Completion.objects.all(), "state", shown)
    proposals = Approval.objects.filter(kind=PROPOSAL)
    yield "proposal", "withdrawn", proposals.filter(state=Approval.State.WITHDRAWN).count()


def _proposal(project: Project, row: dict[str, Any], people: People, organisations: Organisations) -> None:
    steps, visibility = row["stage_history"], project.audience.visibility
    first, by = steps[0], people[steps[0]["by"]]
    Proposal.objects.create(
        project=project,
        proposed_by=by,
        acting_as=organisations.get(first["on_behalf_of"]),
        visibility=visibility,
        hoped_for=row.get("hoped_for", ""),
        sent_at=moment(first["day"]),
    )
    if project.stage == Stage.PROPOSED or _taken_back(steps):  # nobody has looked at it yet, or is to any more
        project.audience.visibility = Visibility.PRIVATE
        project.audience.save(update_fields=["visibility"])
    for one in (by, *offices()):
        give("see", to=one, on=project.audience)
    _approval(project, steps, by, people)


def _taken_back(steps: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The step with which its proposer withdrew it, before the office had decided."""
    is_withdrawn = steps[-1]["to"] == Stage.CANCELLED and all(step["to"] != Stage.APPROVED for step in steps)
    return steps[-1] if is_withdrawn else None


def _approval(project: Project, steps: list[dict[str, Any]], by: User, people: People) -> None:
    passed = {step["to"]: (people[step["by"]], moment(step["day"])) for step in steps[1:]}
    end, state, reason = passed.get(Stage.APPROVED), Approval.State.GRANTED, ""
    if taken_back := _taken_back(steps):
        end, state, reason = passed[Stage.CANCELLED], Approval.State.WITHDRAWN, taken_back["reason"]
    ended_by, ended_at = end or (None, None)
    asked_at = moment(steps[0]["day"])
    approval = Approval.objects.create(
        kind=PROPOSAL,
        object_id=project.pk,
        audience=project.audience,
        thread=project.thread,
        state=state if end else Approval.State.WAITING,
        step=1 if Stage.REVIEW in passed else 0,
        asked_by=by,
        asked_at=asked_at,
        due_at=due_after(asked_at, DAYS),
        decided_by=ended_by,
        decided_at=ended_at,
        reason=reason,
    )
    happened = [(What.ASKED, by, asked_at, "")]
    if Stage.REVIEW in passed:
        happened.append((What.PASSED, *passed[Stage.REVIEW], ""))
    if end:
        happened.append((What(state), *end, reason))
    Decision.objects.bulk_create(
        Decision(approval=approval, what=what, by=who, at=at, reason=why) for what, who, at, why in happened
    )


def _completion(
    project: Project, done: dict[str, Any], last: dict[str, Any], people: People, organisations: Organisations
) -> None:
    side, proposed_at = organisations[done["on_behalf_of"]], moment(done["proposed_day"])
    confirmed = done["confirmed_day"] is not None
    completion = Completion.objects.create(
        project=project,
        state=Completion.State.CONFIRMED if confirmed else Completion.State.WAITING,
        proposed_by=people[done["proposed_by"]],
        acting_as=side,
        sector=side.sector,
        evidence=done["evidence"],
        result=last["reason"] if confirmed else done["evidence"],
        cost_idr=project.spent_idr,
        contact=side.name,
        progress_before=project.progress,
        proposed_at=proposed_at,
        due_at=proposed_at + SILENCE,
        answered_by=people[done["confirmed_by"]] if confirmed else None,
        answered_as=organisations[done["confirmed_on_behalf_of"]] if confirmed else None,
        answered_at=moment(done["confirmed_day"]) if confirmed else None,
    )
    project.closing = completion
    project.save(update_fields=["closing"])
    if not confirmed:
        due_at = completion.due_at
        schedule(SILENT, completion, {"silent": When(due_at, due_at + USEFUL)})
