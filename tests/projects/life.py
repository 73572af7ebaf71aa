"""How a project comes and goes, for tests that need one at a certain point of its life."""

from typing import Any

from projects.actions import confirm_completion, propose_completion, propose_project
from projects.models import Completion, Project, Proposal
from stakeholders.models import Organisation

WHY = "Lahan ini masih dalam sengketa, jadi usulan belum dapat dijalankan tahun ini."


def proposed(by: Any, lead: Organisation, title: str = "Taman baca RW 05", **facts: Any) -> Proposal:
    """Sent in, and waiting for the office."""
    return propose_project(by=by, lead=lead, title=title, summary="Anak-anak butuh tempat membaca.", **facts)


def said_to_be_done(project: Project, by: Any, acting_as: Organisation | None = None, **answers: Any) -> Completion:
    """By one side; it waits for another."""
    return propose_completion(
        project=project,
        by=by,
        acting_as=acting_as,
        evidence="Berita acara dan foto terlampir.",
        result="Dua puluh rumah terlayani.",
        **answers,
    )


def finished(project: Project, by: Any, confirmed_by: Any, acting_as: Organisation | None = None) -> Project:
    """Said to be done, and confirmed by somebody of another side."""
    completion = said_to_be_done(project, by, acting_as)
    return confirm_completion(completion=completion, by=confirmed_by).project
