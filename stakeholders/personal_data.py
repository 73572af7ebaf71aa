"""What the registry holds about a person."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from commons.contributions import PersonalData
from stakeholders.actions import end_membership
from stakeholders.models import Invitation, Membership, OfficeTerm, Organisation


def export(person: Any) -> dict[str, Any]:
    """Memberships and offices with their dates, and invitations sent to the person's address."""
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
        "offices": [
            {
                "office": t.get_office_display(),
                "area": str(t.area),
                "decree": t.decree,
                "since_on": t.since_on,
                "until_on": t.until_on,
            }
            for t in OfficeTerm.objects.filter(person=person).select_related("area").order_by("pk")
        ],
    }


@transaction.atomic
def erase(person: Any) -> None:
    """End what is active (a last manager has to hand over first), and empty the addresses and titles. A contact person
    with the account's own address or phone goes too; who held a public office stays, as the decree's record.

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
    _forget_contact(person)
    if person.email:
        Invitation.objects.filter(email__iexact=person.email, accepted_at=None).delete()


def _forget_contact(person: Any) -> None:
    """Where the person was entered as the one to ask, by an address or number of the account."""
    mine = Q()
    if person.email:
        mine |= Q(contact_email__iexact=person.email)
    if person.phone:
        mine |= Q(contact_phone=person.phone)
    if mine:
        nothing = dict.fromkeys(("contact_name", "contact_title", "contact_email", "contact_phone"), "")
        Organisation.objects.filter(mine).update(**nothing, contact_is_public=False)


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
        "stakeholders.Organisation.contact_name",
        "stakeholders.Organisation.contact_title",
        "stakeholders.Organisation.contact_email",
        "stakeholders.Organisation.contact_phone",
        "stakeholders.OfficeTerm.person",
        "stakeholders.OfficeTerm.name",
    ),
)
