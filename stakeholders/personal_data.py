"""What the registry holds about a person."""

from typing import Any

from django.db import transaction

from commons.contributions import PersonalData
from stakeholders.actions import end_membership
from stakeholders.models import ContactPerson, ExportEntry, Import, ImportRow, Invitation, Membership, Organisation


def export(person: Any) -> dict[str, Any]:
    """Memberships with their dates, invitations sent to the person's address, tables taken out and brought in."""
    memberships = Membership.objects.filter(person=person).select_related("organisation").order_by("pk")
    invitations = Invitation.objects.filter(accepted_by=person).select_related("organisation").order_by("pk")
    return {
        "memberships": [
            {
                "organisation": m.organisation.name,
                "role": m.role,
                "title": m.title,
                "since_on": m.since_on,
                "until_on": m.until_on,
            }
            for m in memberships
        ],
        "invitations": [
            {"organisation": i.organisation.name, "email": i.email, "at": i.created_at} for i in invitations
        ],
        "exports": list(
            ExportEntry.objects.filter(person=person).order_by("pk").values("at", "form", "narrowed_by", "rows")
        ),
        "imports": list(Import.objects.filter(person=person).order_by("pk").values("created_at", "file_name", "state")),
    }


@transaction.atomic
def erase(person: Any) -> None:
    """End what is active (a last manager has to hand over first), and empty the addresses and titles.

    Raises:
        commons.access.Refused: the person is the last manager of a verified organisation.
    """
    mine = Membership.objects.filter(person=person, until_on=None)
    # All of them before the first is left: leaving raises the epoch, which whoever changes the next one waits for.
    list(Organisation.objects.select_for_update().filter(pk__in=mine.values("organisation")).order_by("pk"))
    for membership in mine:
        end_membership(membership=membership, by=person)
    Membership.objects.filter(person=person).update(title="")
    for invitation in Invitation.objects.filter(accepted_by=person):
        Invitation.objects.filter(pk=invitation.pk).update(email=f"dihapus-{invitation.pk}@invalid.example", title="")
    if person.email:
        ContactPerson.objects.filter(email__iexact=person.email).delete()
        named = ImportRow.objects.filter(contact__contact_email__iexact=person.email)
        named.update(contact={}, contact_before={})
        Invitation.objects.filter(email__iexact=person.email, accepted_at=None).delete()


CONTRIBUTION = PersonalData(
    "stakeholders",
    export,
    erase,
    columns=(
        "stakeholders.Membership.person",
        "stakeholders.Membership.title",
        "stakeholders.Invitation.email",
        "stakeholders.Invitation.title",
        "stakeholders.Invitation.invited_by",
        "stakeholders.Invitation.accepted_by",
        "stakeholders.Organisation.verified_by",
        "stakeholders.Organisation.return_reason",
        "stakeholders.Organisation.email",
        "stakeholders.Organisation.phone",
        *(f"stakeholders.ContactPerson.{name}" for name in ("name", "title", "email", "phone")),
        *(f"stakeholders.ExportEntry.{name}" for name in ("person", "narrowed_by")),
        *(f"stakeholders.Import.{name}" for name in ("person", "undone_by", "file_name", "said", "trouble")),
        *(f"stakeholders.ImportRow.{name}" for name in ("name", "facts", "before", "contact", "contact_before")),
        "stakeholders.ImportRow.said",
    ),
)
