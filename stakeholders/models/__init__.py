"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.kinds import KINDS, Kind, Sector, kinds_of
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.organisation import Organisation, OrganisationQuerySet, address
from stakeholders.models.state_change import StateChange

__all__ = [
    "KINDS",
    "Invitation",
    "InvitationQuerySet",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Sector",
    "StateChange",
    "address",
    "kinds_of",
]
