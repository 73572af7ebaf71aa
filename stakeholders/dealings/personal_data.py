"""What agreements, capabilities and the office's log hold about a person."""

from typing import Any

from commons.contributions import PersonalData
from stakeholders.models import Agreement, AgreementChange, Engagement, EngagementEntry, Organisation


def export(person: Any) -> dict[str, Any]:
    """What this person wrote for the office. Who is only named in the log is told nothing of it: it is the office's.

    What the person may no longer know of, once they have left the office, is not named.
    """
    titles = dict(Agreement.objects.visible_to(person).values_list("pk", "title"))
    names = dict(Organisation.objects.visible_to(person).values_list("pk", "name"))
    changes = AgreementChange.objects.filter(by=person).order_by("pk")
    engagements = Engagement.objects.filter(author=person).order_by("pk")
    entries = EngagementEntry.objects.filter(by=person).order_by("pk")
    found = {
        "agreement_changes": [{"agreement": titles.get(c.agreement_id), "what": c.what, "at": c.at} for c in changes],
        "engagements": [
            {
                "organisation": names.get(e.organisation_id),
                "on": e.happened_on,
                "summary": e.summary,
                "next_step": e.next_step,
            }
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
