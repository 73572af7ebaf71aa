"""What an organisation's page shows beside the organisation itself: many small lists, asked for at once."""

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet, Subquery

from activity.models import Activity
from approvals.queries import histories
from commons.access import can
from commons.audience import seen_by
from commons.calendar import today
from commons.models import with_areas
from commons.nested import columns_of, nested
from commons.standing import READER, reader
from commons.statements import Given, Statement
from stakeholders.models import (
    REGISTRATION,
    RW_KIND,
    Agreement,
    Capability,
    ContactPerson,
    Engagement,
    Membership,
    OfficeTerm,
    Organisation,
    StateChange,
)

MOST_PARTS, MOST_AGREEMENTS, MOST_ENGAGEMENTS = 30, 10, 3
HERE: Any = Given("pk")
TODAY: Any = Given("today")
OURS = "shown_"  # in front of each column, for the model has fields of the same names
NOT_FOR_ALL = ("offices", "approvals", "changes", "contacts", "engagements")
NAMED = ("id", "name")
AUTHOR = ("author__id", "author__name", "author__leaves_at", "author__erased_at")
AREA = ("area__id", "area__level", "area__number", "area__name")
HOLDER = tuple(
    f"person__{name}"
    for name in ("id", "name", "handle", "is_listed", "is_active", "confirmed_at", "leaves_at", "erased_at")
)
Columns = dict[str, Any]


def shown_of(organisation: Organisation, user: Any) -> Columns:
    """One statement for each reader and request, remembered on the object. Columns that this person may not have are
    not asked for: they are empty lists."""
    known = organisation.__dict__.setdefault("_shown", {})
    if user.pk not in known:
        known[user.pk] = _ask(organisation, user)
    return known[user.pk]


def _ask(organisation: Organisation, user: Any) -> Columns:
    statement = _statement(
        speaks_for_an_rw=organisation.kind == RW_KIND,
        is_inside=bool(can(user, "stakeholders.read_people", organisation)),
        reads_contacts=bool(can(user, "stakeholders.read_contacts")),
        reads_log=bool(can(user, "stakeholders.keep_engagements", organisation)),
    )
    found = statement(
        pk=organisation.pk,
        parent=organisation.parent_id,
        group=organisation.group_id,
        thread=organisation.thread_id,
        today=today(),
        **reader(user),
    )
    return dict.fromkeys(NOT_FOR_ALL, ()) | {name.removeprefix(OURS): rows for name, rows in found[0].items()}


@cache
def _statement(*, speaks_for_an_rw: bool, is_inside: bool, reads_contacts: bool, reads_log: bool) -> Statement:
    def build() -> QuerySet[Any, Any]:
        columns = _for_everybody()
        if speaks_for_an_rw:
            columns["offices"] = _offices()
        if is_inside:
            columns |= _of_its_registration()
        if reads_contacts:
            contacts = ContactPerson.objects.filter(organisation=HERE).order_by("name", "pk")
            columns["contacts"] = nested(contacts, *columns_of(ContactPerson))
        if reads_log:
            log = Engagement.objects.visible_to(READER).inside(HERE).newest()[:MOST_ENGAGEMENTS]
            columns["engagements"] = nested(log, *columns_of(Engagement))
        return Organisation.objects.filter(pk=HERE).values(
            **{f"{OURS}{name}": column for name, column in columns.items()}
        )

    return Statement(build)


def _for_everybody() -> Columns:
    """As far as each of them may see it."""
    seen = Organisation.objects.visible_to(READER)
    people = Membership.objects.active().filter(organisation=HERE, person__in=get_user_model().objects.listed())
    agreements = Agreement.objects.visible_to(READER).of(HERE).with_parties(READER).newest()[:MOST_AGREEMENTS]
    capabilities = with_areas(Capability.objects.filter(organisation=HERE).shown(TODAY).order_by("pk"))
    return {
        "parent": nested(seen.filter(pk=Given("parent")), *NAMED),
        "parts": nested(seen.verified().filter(parent=HERE).by_name()[:MOST_PARTS], *NAMED),
        "people": nested(people.in_order(), *columns_of(Membership), "person__id", "person__name", "person__handle"),
        "agreements": nested(agreements, *columns_of(Agreement), "shown_parties"),
        "capabilities": nested(capabilities, *columns_of(Capability), "placed_areas"),
        "last_active_at": _last_active_at(),
    }


def _last_active_at() -> Subquery:
    """When it last spoke or something of its own happened, as far as this person may know."""
    own = Q(acting_as=Given("group")) | Q(thread=Given("thread"))
    seen = Activity.objects.filter(own, seen_by(READER, "thread__audience"), withdrawn_at=None)
    return Subquery(seen.order_by("-created_at").values("created_at")[:1])


def _offices() -> Any:
    """Who holds the offices of its RW and their RT today."""
    areas = Organisation.areas.through.objects.filter(organisation=HERE).values("area")
    terms = OfficeTerm.objects.around(areas).on(TODAY).in_order()
    return nested(terms, *columns_of(OfficeTerm), *AREA, *HOLDER)


def _of_its_registration() -> Columns:
    changes = StateChange.objects.filter(organisation=HERE).order_by("-pk")
    return {
        "approvals": histories(REGISTRATION, HERE),
        "changes": nested(changes, *columns_of(StateChange), *AUTHOR),
    }
