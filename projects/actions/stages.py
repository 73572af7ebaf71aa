"""A project goes from stage to stage: one step at a time, on its locked row, with who, for whom, and why."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import cancel, record
from commons.access import Refused, ensure
from projects.actions.locking import locked
from projects.actions.reminders import keep_rhythm, partner_groups
from projects.models import WITH_A_REASON, Completion, Project, Stage, StageChange
from projects.models.stages import InvalidTransition
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation

SILENT = "projects.completion_silent"


@transaction.atomic
def change_stage(
    *, project: Project, stage: str, by: Any, reason: str = "", before: str = "", acting_as: Organisation | None = None
) -> Project:
    """One step that the team takes by itself, with the reason that everybody reads. Locks the project.

    `before` is the stage that its writer saw: of two who press at the same time one wins, and the other is told.

    Raises:
        Refused: somebody was faster, this stage is not the team's to choose now, or it wants a reason.
    """
    project = locked(project.pk)
    if before and before != project.stage:
        raise Refused(_overtaken(project), obj=project)
    ensure(by, "projects.change_stage", project)
    ensure_speaks_for(by, acting_as)
    if stage not in project.next_stages():
        raise _impossible(project, stage)
    go(project, stage, by=by, reason=reason, acting_as=acting_as)
    tell_team("projects.stage_changed", project, by, acting_as)
    return project


def go(project: Project, stage: str, *, by: Any, reason: str = "", acting_as: Organisation | None = None) -> None:
    """The caller has locked the project and tells those concerned.

    Raises:
        Refused: this stage does not follow the present one, or it wants a reason.
    """
    if stage in WITH_A_REASON and not reason:
        raise Refused(_("Tulis alasannya. Semua yang mengikuti proyek ini membacanya."), obj=project)
    before, now = project.stage, timezone.now()
    try:
        project.move_to(stage, now)
    except InvalidTransition:
        raise _impossible(project, stage) from None
    if stage != Stage.DONE:
        _let_lapse(project)
    project.save(update_fields=["stage", "stage_since", "progress", "next_update_at", "closing"])
    StageChange.objects.create(
        project=project, before=before, after=stage, author=by, acting_as=acting_as, reason=reason, created_at=now
    )
    keep_rhythm(project)


def tell_team(verb: str, project: Project, by: Any, acting_as: Organisation | None = None) -> None:
    """The coordinator and the partners; whoever follows it hears it too."""
    to = [("concerned", one) for one in (project.coordinator, *partner_groups(project))]
    record(verb, actor=by, target=project, thread=project.thread,
           acting_as=acting_as.group if acting_as else None, to=to)  # fmt: skip


def _let_lapse(project: Project) -> None:
    """Nobody is asked any more whether it is done."""
    closing, project.closing = project.closing, None
    if closing is not None and closing.is_waiting:
        closing.answer(Completion.State.WITHDRAWN, by=None)
        closing.save()
        cancel(SILENT, closing)


def _overtaken(project: Project) -> str:
    last = project.stage_changes.select_related("author").last()
    who = last.author if last is not None and last.author is not None else _("Tim proyek")
    words = {"who": who, "stage": project.get_stage_display()}
    return _("%(who)s baru saja mengubah tahapnya menjadi %(stage)s. Periksa lagi, lalu putuskan.") % words


def _impossible(project: Project, stage: str) -> Refused:
    words = {"before": project.get_stage_display(), "stage": Stage(stage).label}
    said = _("Proyek ini sekarang %(before)s, jadi tidak dapat langsung menjadi %(stage)s.") % words
    return Refused(said, obj=project)
