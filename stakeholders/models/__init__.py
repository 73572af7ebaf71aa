"""The registry: organisations of the four sectors, and the people who speak for them."""

from stakeholders.models.agreement import (
    Agreement,
    AgreementChange,
    AgreementParty,
    AgreementQuerySet,
    AgreementState,
)
from stakeholders.models.capability import MOST_CAPABILITIES, Capability, CapabilityQuerySet, Category
from stakeholders.models.contact import ContactPerson
from stakeholders.models.engagement import Engagement, EngagementEntry
from stakeholders.models.exporting import ExportEntry
from stakeholders.models.importing import Import, ImportRow
from stakeholders.models.joining import JoinRequest, JoinRequestQuerySet
from stakeholders.models.kinds import OFFICE_KIND, RW_KIND, OrganisationKind, Sector, kinds_of, with_kind
from stakeholders.models.membership import Invitation, InvitationQuerySet, Membership, MembershipQuerySet
from stakeholders.models.office import OfficeTerm
from stakeholders.models.organisation import REGISTRATION, Organisation, OrganisationQuerySet, address
from stakeholders.models.residency import Residency, ResidencyQuerySet
from stakeholders.models.role_change import RoleChange, RoleChangeQuerySet
from stakeholders.models.state_change import StateChange

__all__ = [
    "MOST_CAPABILITIES",
    "OFFICE_KIND",
    "REGISTRATION",
    "RW_KIND",
    "Agreement",
    "AgreementChange",
    "AgreementParty",
    "AgreementQuerySet",
    "AgreementState",
    "Capability",
    "CapabilityQuerySet",
    "Category",
    "ContactPerson",
    "Engagement",
    "EngagementEntry",
    "ExportEntry",
    "Import",
    "ImportRow",
    "Invitation",
    "InvitationQuerySet",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Membership",
    "MembershipQuerySet",
    "OfficeTerm",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Residency",
    "ResidencyQuerySet",
    "RoleChange",
    "RoleChangeQuerySet",
    "Sector",
    "StateChange",
    "address",
    "kinds_of",
    "with_kind",
]
