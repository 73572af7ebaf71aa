"""What the registry holds about a person."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.contributions import PersonalData
from stakeholders.actions import end_membership
from stakeholders.models import (
    ContactPerson,
    ExportEntry,
    Import,
    ImportRow,
    Invitation,
    JoinRequest,
    Membership,
    OfficeTerm,
    Organisation,
    Residency,
)


def export(person: Any) -> dict[str, Any]:
    """Memberships and offices with their dates, invitations to the person's address, what was asked and what came of
    it, tables taken out and brought in. An organisation that the person may no longer know of is not named."""
    names = dict(Organisation.objects.visible_to(person).values_list("pk", "name"))
    memberships = Membership.objects.filter(person=person).order_by("pk")
    asked = JoinRequest.objects.filter(person=person).order_by("pk")
    residencies = Residency.objects.filter(person=person).select_related("area").order_by("pk")
    invitations = Invitation.objects.filter(accepted_by=person).order_by("pk")
    return {
        "memberships": [
            {
                "organisation": names.get(m.organisation_id),
                "role": m.role,
                "title": m.title,
                "since_on": m.since_on,
                "until_on": m.until_on,
            }
            for m in memberships
        ],
        "invitations": [
            {"organisation": names.get(i.organisation_id), "email": i.email, "at": i.created_at} for i in invitations
        ],
        "join_requests": [
            {
                "organisation": names.get(r.organisation_id),
                "note": r.note,
                "state": r.state,
                "reason": r.reason,
                "at": r.asked_at,
            }
            for r in asked
        ],
        "residencies": [
            {"area": str(r.area), "state": r.state, "asked_at": r.asked_at, "ended_at": r.ended_at, "reason": r.reason}
            for r in residencies
        ],
        "exports": list(ExportEntry.objects.told_to(person)),
        "imports": list(Import.objects.filter(person=person).order_by("pk").values("created_at", "file_name", "state")),
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
    list(Organisation.objects.held().filter(pk__in=mine.values("organisation")).order_by("pk"))
    for membership in mine:
        end_membership(membership=membership, by=person)
    _end_requests(person)
    Membership.objects.filter(person=person).update(title="")
    for invitation in Invitation.objects.filter(accepted_by=person):
        Invitation.objects.filter(pk=invitation.pk).update(email=f"dihapus-{invitation.pk}@invalid.example", title="")
    _forget_contact(person)
    if person.email:
        ContactPerson.objects.filter(email__iexact=person.email).delete()
        named = ImportRow.objects.filter(contact__contact_email__iexact=person.email)
        named.update(contact={}, contact_before={})
        Invitation.objects.filter(email__iexact=person.email, accepted_at=None).delete()


def _end_requests(person: Any) -> None:
    """What waits is withdrawn, a residence ends, and the words go; that it was, and who decided, stays."""
    now = timezone.now()
    requests, residencies = JoinRequest.objects.filter(person=person), Residency.objects.filter(person=person)
    requests.open().update(state=JoinRequest.State.WITHDRAWN, decided_at=now)
    requests.update(note="", reason="")
    over = (Residency.State.ASKED, Residency.State.CONFIRMED)
    residencies.filter(state__in=over).update(state=Residency.State.ENDED, ended_at=now, changed_by=person)
    residencies.update(reason="")


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
        "stakeholders.Membership.changed_by",
        "stakeholders.Invitation.email",
        "stakeholders.Invitation.title",
        "stakeholders.Invitation.invited_by",
        "stakeholders.Invitation.accepted_by",
        "stakeholders.JoinRequest.person",
        "stakeholders.JoinRequest.note",
        "stakeholders.JoinRequest.decided_by",
        "stakeholders.JoinRequest.reason",
        "stakeholders.Residency.person",
        "stakeholders.Residency.decided_by",
        "stakeholders.Residency.changed_by",
        "stakeholders.Residency.reason",
        "stakeholders.RoleChange.person",
        "stakeholders.RoleChange.by",
        "stakeholders.Organisation.verified_by",
        "stakeholders.Organisation.return_reason",
        "stakeholders.StateChange.author",
        "stakeholders.StateChange.reason",
        "stakeholders.Organisation.email",
        "stakeholders.Organisation.phone",
        *(f"stakeholders.ContactPerson.{name}" for name in ("name", "title", "email", "phone")),
        *(f"stakeholders.ExportEntry.{name}" for name in ("person", "narrowed_by")),
        *(f"stakeholders.Import.{name}" for name in ("person", "undone_by", "file_name", "said", "trouble")),
        *(f"stakeholders.ImportRow.{name}" for name in ("name", "facts", "before", "contact", "contact_before")),
        "stakeholders.ImportRow.said",
        "stakeholders.Organisation.contact_name",
        "stakeholders.Organisation.contact_title",
        "stakeholders.Organisation.contact_email",
        "stakeholders.Organisation.contact_phone",
        "stakeholders.OfficeTerm.person",
        "stakeholders.OfficeTerm.name",
    ),
)
