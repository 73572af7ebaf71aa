"""How far a project has come, where its milestones have weights: then nobody enters it."""

from collections.abc import Iterable

from projects.models import Milestone, Project
from projects.queries.weights import reached_share


def told_progress(project: Project, entered: int | None, reaching: Iterable[Milestone] = ()) -> int:
    """What an update tells: the reached share of the weights, `reaching` included; else what was entered, or stays."""
    share = reached_share(project.pk, [milestone.pk for milestone in reaching])
    if share is not None:
        return share
    return project.progress if entered is None else entered


def keep_progress(project: Project) -> None:
    """After a change of milestones. The project is locked."""
    progress = told_progress(project, None)
    if progress != project.progress:
        project.progress = progress
        project.save(update_fields=["progress"])
