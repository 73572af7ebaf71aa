"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.kinds import OrganisationKind, Sector, kinds_of, with_kind
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.office import OfficeTerm
from stakeholders.models.organisation import Organisation, OrganisationQuerySet, address

__all__ = [
    "Invitation",
    "InvitationQuerySet",
    "Membership",
    "MembershipQuerySet",
    "OfficeTerm",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Sector",
    "address",
    "kinds_of",
    "with_kind",
]
