"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.contact import ContactPerson
from stakeholders.models.exporting import ExportEntry
from stakeholders.models.importing import Import, ImportRow
from stakeholders.models.kinds import KINDS, Kind, Sector, kinds_of
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.organisation import Organisation, OrganisationQuerySet, address

__all__ = [
    "KINDS",
    "ContactPerson",
    "ExportEntry",
    "Import",
    "ImportRow",
    "Invitation",
    "InvitationQuerySet",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Sector",
    "address",
    "kinds_of",
]
