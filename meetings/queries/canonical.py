"""What is sealed of minutes: their words in one fixed form, and the SHA-256 over it.

No person stands in it by name: who asks for their data to be erased changes no seal. The form is JSON in UTF-8 with
sorted keys and without blanks, so that anybody can make the sum again.
"""

import hashlib
import json
from typing import Any

from django.contrib.contenttypes.models import ContentType

from commitments.models import Commitment
from meetings.models import AgendaItem, Decision, Minutes


def canonical(minutes: Minutes) -> str:
    """The words of these minutes as they stand in the tables now; number and marks must be set."""
    said: dict[str, Any] = {
        "number": minutes.number,
        "meeting": minutes.meeting.uid,
        "marks": minutes.marks,
        "parts": [
            {"position": one.position, "title": one.title, "outcome": one.outcome, "text": one.text}
            for one in minutes.parts.in_order()
        ],
        "decisions": [_decision(one) for one in minutes.meeting.decisions.published().order_by("year", "serial")],
        "promises": list(promises_of(minutes.meeting_id).order_by("pk").values_list("what", flat=True)),
        "objections": [
            {"position": position, "sector": sector, "reason": reason}
            for position, sector, reason in minutes.objections.order_by("pk").values_list(
                "part__position", "sector", "reason"
            )
        ],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _decision(one: Decision) -> dict[str, Any]:
    effective = one.effective_on.isoformat()
    return {"number": one.number, "title": one.title, "text": one.text, "effective_on": effective}


def promises_of(meeting_id: int) -> Any:
    """Promises that were made about items of this meeting before its minutes were closed; they never change."""
    kind = ContentType.objects.get_for_model(AgendaItem)
    items = AgendaItem.objects.filter(meeting=meeting_id).values("pk")
    return Commitment.objects.filter(source_type=kind, source_id__in=items)


def digest_of(seal: str) -> str:
    return hashlib.sha256(seal.encode()).hexdigest()


def is_intact(minutes: Minutes) -> bool:
    """Does what stands in the tables still say what was sealed, and does its sum fit?"""
    return digest_of(minutes.seal) == minutes.digest and canonical(minutes) == minutes.seal
