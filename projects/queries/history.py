"""Through which stages a project went, and where a proposal stands at the office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from approvals.models import Approval
from approvals.queries import Entry, HandlingTime, handling_time, history_of
from commons import formats
from commons.drawn import kept_for_the_minute
from projects.models import PROPOSAL, Project, Proposal, Stage, StageChange
from projects.queries.looks import STAGE_LOOK


def stage_history(project: Project) -> list[Entry]:
    """*Riwayat status*, the newest in front; one query."""
    found = project.stage_changes.select_related("author", "acting_as").order_by("-pk")
    return [_entry(change) for change in found]


def _entry(change: StageChange) -> Entry:
    tone, icon = STAGE_LOOK[Stage(change.after)]
    at = change.created_at
    return Entry(_title(change), change.reason, formats.stamp(at), formats.iso(at), icon, tone)


def _title(change: StageChange) -> str:
    after = change.get_after_display()
    step = f"{change.get_before_display()} → {after}" if change.before else after
    if change.author is None:
        return _("%(step)s, otomatis: tidak ada keberatan selama 7 hari") % {"step": step}
    who = f"{change.author}, {change.acting_as}" if change.acting_as else str(change.author)
    return _("%(step)s oleh %(who)s") % {"step": step, "who": who}


@dataclass(frozen=True)
class ProposalPage:
    """What its proposer reads: where it is, until when the office answers, what it said, how long it usually takes."""

    newest: Approval | None
    entries: list[Entry]
    usual: HandlingTime


def proposal_page(proposal: Proposal) -> ProposalPage:
    history = history_of(PROPOSAL, proposal.pk)
    usual = kept_for_the_minute(lambda: handling_time(PROPOSAL), "projects.handling_time")
    return ProposalPage(
        newest=None if history is None else history.newest,
        entries=[] if history is None else history.entries,
        usual=usual,
    )


def names_of(ids: Iterable[int]) -> dict[int, str]:
    return {project.pk: str(project) for project in Project.objects.filter(pk__in=list(ids))}


def panel_of_approval(approval: Approval, user: Any) -> dict[str, Any] | None:
    """On the page of the approval: what was proposed. Who may read that page may read it."""
    if approval.kind != PROPOSAL:
        return None
    found = Project.objects.for_page(user).select_related("coordinator", "proposal__acting_as")
    project = found.filter(pk=approval.object_id).first()
    return None if project is None else {"project": project, "proposal": getattr(project, "proposal", None)}
