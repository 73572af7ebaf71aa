"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.agreement import (
    Agreement,
    AgreementChange,
    AgreementParty,
    AgreementQuerySet,
    AgreementState,
)
from stakeholders.models.capability import MOST_CAPABILITIES, Capability, CapabilityQuerySet, Category
from stakeholders.models.engagement import Engagement, EngagementEntry
from stakeholders.models.kinds import KINDS, Kind, Sector, kinds_of
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.organisation import Organisation, OrganisationQuerySet, address
from stakeholders.models.state_change import StateChange

__all__ = [
    "KINDS",
    "MOST_CAPABILITIES",
    "Agreement",
    "AgreementChange",
    "AgreementParty",
    "AgreementQuerySet",
    "AgreementState",
    "Capability",
    "CapabilityQuerySet",
    "Category",
    "Engagement",
    "EngagementEntry",
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
