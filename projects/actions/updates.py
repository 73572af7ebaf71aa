"""Telling how a project goes."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.offices import the_office
from accounts.queries import mentioned_in
from activity.actions import begin_to_follow, record, withdraw
from commons import attachments, rich_text
from commons.access import Refused, ensure
from commons.models import Attachment
from projects.actions.locking import locked
from projects.actions.milestones import reach_milestone, untick_with
from projects.actions.progress import keep_progress, told_progress
from projects.actions.reminders import keep_rhythm
from projects.models import Condition, Milestone, Project, Stage, StatusUpdate
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation


@transaction.atomic
def post_status(
    *,
    project: Project,
    author: Any,
    condition: str,
    progress: int | None = None,
    note: str = "",
    help_from: str = "",
    helper: Organisation | None = None,
    acting_as: Organisation | None = None,
    photos: Iterable[Attachment] = (),
    milestones: Iterable[Milestone] = (),
    is_no_change: bool = False,
    corrects: StatusUpdate | None = None,
) -> StatusUpdate:
    """One *kabar*: a judgement, a percentage, perhaps a line and photos. Locks the project, so numbers have no gaps.

    `progress` None keeps the last value; where milestones have weights, they say it and nobody else does. With
    `is_no_change` the last judgement holds, whatever `condition` says. `milestones` are those reached with it, which
    only the team may tick. `corrects` is an update that this one puts right. Whoever is named in the note hears it, and
    `helper`, the organisation whose help is needed; when it is
    *Terkendala*, the coordinator, the staff and the leaders do.

    Raises:
        Refused: the project no longer runs, the right has ended, the organisation is not this person's to speak for, or
            what is to be corrected is not there any more.
    """
    project = locked(project.pk)
    ensure(author, "projects.post_status", project)
    ensure_speaks_for(author, acting_as)
    if corrects is not None:
        _ensure_correctable(project, corrects, author)
    if is_no_change:
        condition, progress = project.condition or Condition.ON_TRACK, None
    segments, milestones = rich_text.parse(note), list(milestones)
    update = StatusUpdate.objects.create(
        project=project,
        number=project.updates_count + 1,
        author=author,
        acting_as=acting_as,
        condition=condition,
        progress=told_progress(project, progress, milestones),
        progress_before=project.progress,
        is_no_change=is_no_change,
        note=segments,
        help_from=help_from,
        helper=helper,
        corrects=corrects,
        lang=author.language,
    )
    for photo in photos:
        attachments.attach(photo, to=update, audience=project.audience)
    _take_over(project, update, count=update.number)
    begin_to_follow(author, project.thread)
    record(
        "projects.status_posted",
        actor=author,
        target=update,
        thread=project.thread,
        acting_as=acting_as.group if acting_as else None,
        to=[("mentioned", mentioned_in(segments)), *_alarmed(project, update)],
    )
    for milestone in milestones:
        reach_milestone(milestone=milestone, by=author, update=update)
    return update


def _ensure_correctable(project: Project, corrects: StatusUpdate, author: Any) -> None:
    told = project.updates.shown().select_related("acting_as").filter(pk=corrects.pk).first()
    if told is None:
        raise Refused(_("Kabar yang hendak dikoreksi sudah ditarik."), obj=project)
    told.project = project
    ensure(author, "projects.correct_status", told)


def _take_over(project: Project, update: StatusUpdate, *, count: int) -> None:
    """The project repeats its newest update, and owes the next within its rhythm."""
    project.condition, project.progress, project.updates_count = update.condition, update.progress, count
    project.updated_at = update.created_at
    project.next_update_at = update.created_at + timedelta(days=project.rhythm_days)
    project.save(update_fields=["condition", "progress", "updates_count", "updated_at", "next_update_at"])
    keep_rhythm(project)


def _alarmed(project: Project, update: StatusUpdate) -> list[tuple[str, Any]]:
    """Whose help is needed; and when it is blocked those who must find a way. Nothing new calls nobody."""
    if update.is_no_change:
        return []
    called: list[Any] = [update.helper.group] if update.helper else []
    if update.condition == Condition.BLOCKED:
        called += [project.coordinator, *the_office()]
    return [("your_turn", one) for one in called]


@transaction.atomic
def withdraw_status(*, update: StatusUpdate) -> None:
    """*Bukan saya*: the update is shown no more, told no further, and the project repeats the one before it.

    Its number stays taken; milestones that were ticked in it are open again, unless the project was finished since.
    Locks the project.

    Raises:
        Refused: the project is in the archive.
    """
    project = locked(update.project_id)
    if project.is_archived:
        raise Refused(_("Proyek ini sudah diarsipkan, jadi kabarnya tetap seperti tercatat."), obj=project)
    StatusUpdate.objects.filter(pk=update.pk).update(withdrawn_at=timezone.now())
    withdraw(update)
    attachments.hide(update)
    last = project.updates.shown().first()
    project.condition = last.condition if last else ""
    if project.stage != Stage.DONE:  # what is finished stays complete
        project.progress = last.progress if last else 0
    project.updated_at = last.created_at if last else project.created_at
    project.next_update_at = project.updated_at + timedelta(days=project.rhythm_days) if project.is_open else None
    project.save(update_fields=["condition", "progress", "updated_at", "next_update_at"])
    if project.stage != Stage.DONE:
        untick_with(update)
        keep_progress(project)
    keep_rhythm(project)
