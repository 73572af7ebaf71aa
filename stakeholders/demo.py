"""The organisations of the demo and who speaks for them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import User
from activity.actions import name_thread, open_thread
from commons.audience import give
from commons.demo import Counted, Town, counted
from commons.demo.content import areas, content, day, moment, themes
from commons.models import Audience, Visibility
from commons.standing import LEADER, STAFF
from stakeholders.actions.groups import enter
from stakeholders.models import Membership, OfficeTerm, Organisation, Sector

State = Organisation.State


def load(town: Town) -> dict[str, Organisation]:
    """By their key; those that are there already are left alone. Then the memberships, and who heads the RW."""
    people = town["accounts.person"]
    organisations = {row["key"]: _organisation(row, people) for row in content()["organisations"]}
    for row in content()["memberships"]:
        _membership(row, people[row["person"]], organisations[row["org"]])
    for row in content()["office_terms"]:
        _office_term(row, people)
    return organisations


def counts() -> Iterator[Counted]:
    """Organisations by sector and state, and who speaks for them."""
    shown = (State.SUBMITTED, State.VERIFIED, State.RETURNED)
    yield from counted("sector", Organisation.objects.all(), "sector", Sector.values)
    yield from counted("organisation", Organisation.objects.all(), "state", shown)
    yield from counted("office", OfficeTerm.objects.all(), "office", ("head", "secretary"))
    yield from counted("membership", Membership.objects.active(), "role", Membership.Role.values)


def _organisation(row: dict[str, Any], people: Mapping[str, User]) -> Organisation:
    """Verified ones are public; the others are seen by the office and by whoever sent them in."""
    found = Organisation.objects.filter(name=row["name"]).first()
    if found is not None:
        return found
    verified = row["state"] == State.VERIFIED
    audience = Audience.objects.create(visibility=Visibility.PUBLIC if verified else Visibility.PRIVATE)
    thread = open_thread("stakeholders.organisation", audience)
    organisation = Organisation.objects.create(
        name=row["name"],
        sector=row["sector"],
        kind=row["kind"],
        state=row["state"],
        about=row["description"],
        about_en=row["description_en"],
        group=Group.objects.create(name=f"organisation thread {thread.pk}"),
        audience=audience,
        thread=thread,
        created_at=moment(row["submitted_day"]),
        submitted_at=moment(row["submitted_day"]),
        return_reason=row.get("return_reason", ""),
        verified_at=moment(row["verified_day"]) if verified else None,
        verified_by=people[row["verified_by"]] if verified else None,
    )
    name_thread(thread, organisation)
    organisation.areas.set(areas(row["area"]))
    organisation.themes.set(themes(row["focus"]))
    if not verified:
        for office in (STAFF, LEADER):
            give("see", to=Group.objects.get_or_create(name=office)[0], on=audience)
        applicant, since = people[row["submitted_by"]], day(row["submitted_day"])
        Membership.objects.create(organisation=organisation, person=applicant, role="manager", since_on=since)
        enter(applicant, organisation)
    return organisation


def _membership(row: dict[str, Any], person: User, organisation: Organisation) -> None:
    until = row["until_day"]
    membership, is_new = Membership.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={
            "role": row["role"],
            "title": row["title"] or "",
            "since_on": day(row["since_day"]),
            "until_on": None if until is None else day(until),
        },
    )
    if is_new and membership.is_active:
        enter(person, organisation)


def _office_term(row: dict[str, Any], people: Mapping[str, User]) -> None:
    """One that overlaps none that is there: a second load is the same term, at other dates."""
    asked: dict[str, Any] = {"area": areas(row["area"])[0], "office": row["office"]}
    dates: dict[str, Any] = {"since_on": day(row["since_day"]), "until_on": day(row["until_day"])}
    if OfficeTerm.objects.during(**asked, **dates).exists():
        return
    person = people[row["person"]] if row["person"] else None
    OfficeTerm.objects.create(**asked, **dates, person=person, name=row["name"], decree=row["decree"])
