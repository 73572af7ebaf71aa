"""A registration is sent to the office, for the first time or mended."""

from typing import Any

from activity.actions import record
from approvals.actions import ask, ask_again, offices
from approvals.models import Approval
from stakeholders.models import REGISTRATION, Organisation


def ask_the_office(organisation: Organisation, by: Any, approval: Approval | None = None) -> None:
    """The office is told that it is its turn, and whoever sent it that it has arrived, and until when it is checked."""
    if approval is None:
        approval = ask(
            kind=REGISTRATION,
            object_id=organisation.pk,
            by=by,
            audience=organisation.audience,
            thread=organisation.thread,
        )
    else:
        ask_again(approval=approval, by=by)
    thread, turns = organisation.thread, [("your_turn", office) for office in offices()]
    record("stakeholders.organisation_submitted", actor=by, target=organisation, thread=thread, to=turns)
    asker = [("asked", approval.asked_by)]
    record("stakeholders.organisation_received", actor=None, target=approval, thread=thread, to=asker)
