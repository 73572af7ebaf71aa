"""Who can be asked a question that is owed an answer."""

from typing import Any

from django.db.models import Q

from commons.models.audience import AudienceGroupGrant, Visibility
from commons.standing import standing
from forums.models import Category
from forums.models.question import BOARDS
from stakeholders.models import Organisation, Sector
from stakeholders.models.organisation import OrganisationQuerySet


def askable(user: Any) -> OrganisationQuerySet:
    """The offices that a person can ask: of the government, and the boards of the neighbourhood; all verified."""
    found = Organisation.objects.visible_to(user).verified()
    return found.filter(Q(sector=Sector.GOVERNMENT) | Q(kind__in=BOARDS))


def offices_of(user: Any) -> OrganisationQuerySet:
    """Those that this person answers for: the office looks after all, others after those they speak for."""
    found, who = askable(user).by_name(), standing(user)
    return found if who.roles & {"staff", "leader", "administrator"} else found.filter(group__in=who.groups)


def may_be_asked(user: Any, category: Category) -> OrganisationQuerySet:
    """Those of them whose people can read what is asked in this category."""
    if category.audience.visibility != Visibility.PRIVATE:
        return askable(user)
    readers = AudienceGroupGrant.objects.filter(content_object=category.audience_id, permission__codename="see")
    return askable(user).filter(group__in=readers.values("group"))
