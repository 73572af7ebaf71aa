"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.joining import JoinRequest, JoinRequestQuerySet
from stakeholders.models.kinds import KINDS, Kind, Sector, kinds_of
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.organisation import Organisation, OrganisationQuerySet, address
from stakeholders.models.residency import Residency, ResidencyQuerySet
from stakeholders.models.role_change import RoleChange, RoleChangeQuerySet

__all__ = [
    "KINDS",
    "Invitation",
    "InvitationQuerySet",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Residency",
    "ResidencyQuerySet",
    "RoleChange",
    "RoleChangeQuerySet",
    "Sector",
    "address",
    "kinds_of",
]
