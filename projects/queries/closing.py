"""That a project is done: who says so and shows what, who has confirmed it, and the five answers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commons import formats
from commons.calendar import office_day
from commons.models import Attachment
from projects.models import Completion


@dataclass(frozen=True)
class Closing:
    """A completion as its page and the project's page tell it."""

    url: str
    is_waiting: bool
    is_done: bool
    proposed: str
    answered: str
    due: str
    evidence: str
    answers: list[tuple[str, str]]
    files: list[Attachment]
    reason: str


def completion_card(completion: Completion, files: list[Attachment] | None = None) -> Closing:
    """Of a completion with its people (`for_page`); one query, for its files, where nobody has them yet."""
    return Closing(
        url=completion.get_absolute_url(),
        is_waiting=completion.is_waiting,
        is_done=completion.state == Completion.State.CONFIRMED,
        proposed=_said(completion.proposed_by, completion.acting_as, completion.proposed_at),
        answered=_answered(completion),
        due=formats.long_date(office_day(completion.due_at)),
        evidence=completion.evidence,
        answers=_answers(completion),
        files=list(completion.files.order_by("pk")) if files is None else files,
        reason=completion.reason,
    )


def _said(person: Any, organisation: Any, at: Any) -> str:
    return ", ".join(str(part) for part in (person, organisation, formats.long_date(at)) if part)


def _answered(completion: Completion) -> str:
    if completion.answered_at is None:
        return ""
    if completion.is_silent:
        return _("Otomatis, %(date)s: tidak ada keberatan selama 7 hari") % {
            "date": formats.long_date(completion.answered_at)
        }
    if completion.answered_by is None:
        return ""
    return _said(completion.answered_by, completion.answered_as, completion.answered_at)


def _answers(completion: Completion) -> list[tuple[str, str]]:
    """The five, those that were answered."""
    cost = "" if completion.cost_idr is None else formats.rupiah(completion.cost_idr)
    pairs = [
        (_("Apa hasilnya?"), completion.result),
        (_("Apa yang berhasil baik?"), completion.worked),
        (_("Berapa biayanya?"), cost),
        (_("Siapa yang dapat dihubungi?"), completion.contact),
        (_("Apa lanjutannya?"), completion.follow_up),
    ]
    return [(question, answer) for question, answer in pairs if answer]
