"""What holds everywhere for one person, worked out once per person and epoch and kept in the process."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from commons import contributions
from commons.contributions import RoleSource
from commons.models import Epoch
from commons.models.audience import AudienceGroupGrant, AudienceUserGrant, Visibility
from commons.statements import Given

# Django groups with a meaning of their own; a migration of `accounts` makes them.
STAKEHOLDERS, STAFF, LEADER, MODERATOR = "stakeholders", "staff", "leader", "moderator"
OFFICES = (STAFF, LEADER, MODERATOR)
OFFICE = frozenset({STAFF, LEADER})  # who works for the kelurahan; a moderator need not
MOST_KNOWN = 5000


@dataclass(frozen=True)
class Standing:
    """Roles, groups, and the audiences a person is named in, directly or by a group."""

    roles: frozenset[str] = frozenset({"visitor"})
    groups: tuple[int, ...] = ()
    audiences: tuple[int, ...] = ()
    levels: tuple[str, ...] = (Visibility.PUBLIC,)


class Reader:
    """Whoever reads, while a statement is built: `Project.objects.visible_to(READER)`. `reader(user)` fills it in."""

    is_authenticated = is_active = True
    pk: Any = Given("person")


READER = Reader()
ANYBODY = Standing(groups=Given("groups"), audiences=Given("audiences"), levels=Given("levels"))  # type: ignore[arg-type]
VISITOR = Standing()
_known: dict[tuple[int, int], Standing] = {}


def standing(user: Any) -> Standing:
    """The standing of a person under the epoch that came with the account's row, else under the present one.

    Every change of a right raises the epoch in its own transaction, so what a process remembers is never out of date
    for the next request, and no process has to be told.
    """
    if user is READER:
        return ANYBODY
    if not user.is_authenticated or not user.is_active:
        return VISITOR
    epoch = getattr(user, "epoch", None)
    at = (user.pk, Epoch.objects.current() if epoch is None else epoch)
    if at not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[at] = _work_out(user)
    return _known[at]


def reader(user: Any) -> dict[str, Any]:
    """The values of a statement that was built for READER: who this person is and what they may see."""
    who = standing(user)
    return {"person": user.pk, "groups": who.groups, "audiences": who.audiences, "levels": who.levels}


def sight(user: Any) -> tuple[Any, ...]:
    """What decides what this person may see, for the key of whatever is kept for all who may see the same."""
    who = standing(user)
    return who.levels, who.audiences


def _work_out(user: Any) -> Standing:
    groups = dict(Group.objects.filter(user=user.pk).values_list("pk", "name"))
    roles = {"visitor"}
    if user.confirmed_at is not None:
        roles.add("member")
        roles.update(office for office in OFFICES if office in groups.values())
        if user.is_superuser:
            roles.add("administrator")
        if STAKEHOLDERS in groups.values():
            roles.add("representative")
        for source in contributions.all_of(RoleSource):
            roles.update(source.roles(user, None))
    return Standing(frozenset(roles), tuple(groups), _granted(user, groups), _levels(roles))


def _granted(user: Any, groups: dict[int, str]) -> tuple[int, ...]:
    to_person = AudienceUserGrant.objects.filter(user=user.pk, permission__codename="see")
    to_group = AudienceGroupGrant.objects.filter(group__in=list(groups), permission__codename="see")
    return tuple(
        to_person.values_list("content_object", flat=True).union(to_group.values_list("content_object", flat=True))
    )


def _levels(roles: set[str]) -> tuple[str, ...]:
    if roles & {"representative", "administrator", *OFFICES}:
        return (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.STAKEHOLDERS)
    return (Visibility.PUBLIC, Visibility.MEMBERS) if "member" in roles else (Visibility.PUBLIC,)
