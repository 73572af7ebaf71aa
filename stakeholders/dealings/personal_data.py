"""What agreements, capabilities and the office's log hold about a person."""

from typing import Any

from commons.contributions import PersonalData
from stakeholders.models import AgreementChange, Engagement, EngagementEntry


def export(person: Any) -> dict[str, Any]:
    """What this person wrote for the office. Who is only named in the log is told nothing of it: it is the office's."""
    changes = AgreementChange.objects.filter(by=person).select_related("agreement").order_by("pk")
    engagements = Engagement.objects.filter(author=person).select_related("organisation").order_by("pk")
    entries = EngagementEntry.objects.filter(by=person).order_by("pk")
    found = {
        "agreement_changes": [{"agreement": c.agreement.title, "what": c.what, "at": c.at} for c in changes],
        "engagements": [
            {"organisation": e.organisation.name, "on": e.happened_on, "summary": e.summary, "next_step": e.next_step}
            for e in engagements
        ],
        "engagement_entries": [{"what": e.what, "text": e.text, "at": e.at} for e in entries],
    }
    return {name: rows for name, rows in found.items() if rows}  # an empty list would tell that there is such a log


def erase(person: Any) -> None:
    """What was written stays, under the anonymised account; that somebody was there as an organisation's goes."""
    Engagement.theirs.through.objects.filter(user=person).delete()
    Engagement.ours.through.objects.filter(user=person).delete()


CONTRIBUTION = PersonalData(
    "stakeholders.dealings",
    export,
    erase,
    columns=(
        "stakeholders.Agreement.title",
        "stakeholders.Agreement.number",
        "stakeholders.Agreement.end_reason",
        "stakeholders.Agreement.note",
        "stakeholders.AgreementChange.by",
        "stakeholders.AgreementChange.changes",
        "stakeholders.Capability.what",
        "stakeholders.Capability.note",
        "stakeholders.Capability.unit",
        "stakeholders.Engagement.author",
        "stakeholders.Engagement.owner",
        "stakeholders.Engagement.ours",
        "stakeholders.Engagement.theirs",
        "stakeholders.Engagement_ours.user",
        "stakeholders.Engagement_theirs.user",
        "stakeholders.Engagement.names",
        "stakeholders.Engagement.summary",
        "stakeholders.Engagement.next_step",
        "stakeholders.EngagementEntry.by",
        "stakeholders.EngagementEntry.text",
        "stakeholders.EngagementEntry.before",
    ),
)
