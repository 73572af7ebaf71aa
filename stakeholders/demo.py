"""The organisations of the demo and who speaks for them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.offices import the_office
from activity.actions import name_thread, open_thread
from approvals.models import Approval, Decision
from commons.audience import give
from commons.calendar import due_after
from commons.demo import Counted, Town, counted
from commons.demo.content import areas, content, day, moment, themes
from commons.models import Audience, Visibility
from stakeholders.actions.groups import enter
from stakeholders.models import REGISTRATION, Membership, OfficeTerm, Organisation, Residency, Sector

State = Organisation.State


def load(town: Town) -> dict[str, Organisation]:
    """By their key; those that are there already are left alone. Then the memberships, and who heads the RW."""
    people = town["accounts.person"]
    organisations = {row["key"]: _organisation(row, people) for row in content()["organisations"]}
    for row in content()["memberships"]:
        _membership(row, people[row["person"]], organisations[row["org"]])
    for row in content()["people"]:
        if row["role"] == "resident":
            _residency(people[row["key"]], confirmed_by=people["yuli"])
    for row in content()["office_terms"]:
        _office_term(row, people)
    return organisations


def counts() -> Iterator[Counted]:
    """Organisations by sector and state, and who speaks for them."""
    shown = (State.SUBMITTED, State.VERIFIED, State.RETURNED)
    yield from counted("sector", Organisation.objects.all(), "sector", Sector.values)
    yield from counted("organisation", Organisation.objects.all(), "state", shown)
    states = (Approval.State.WAITING, Approval.State.GRANTED, Approval.State.RETURNED)
    yield from counted("approval", Approval.objects.all(), "state", states)
    yield "residency", "confirmed", Residency.objects.confirmed().count()
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
        for office in the_office():
            give("see", to=office, on=audience)
        applicant, since = people[row["submitted_by"]], day(row["submitted_day"])
        Membership.objects.create(organisation=organisation, person=applicant, role="manager", since_on=since)
        enter(applicant, organisation)
    _approval(row, organisation, people)
    return organisation


def _approval(row: dict[str, Any], organisation: Organisation, people: Mapping[str, User]) -> None:
    """As if each had gone the usual way: sent in on that day, decided on that one."""
    sent_by, sent_at = people.get(row.get("submitted_by", "")), moment(row["submitted_day"])
    decided = {State.VERIFIED: Approval.State.GRANTED, State.RETURNED: Approval.State.RETURNED}.get(
        State(organisation.state)
    )
    office = people[row["verified_by"]] if row.get("verified_by") else people["ratna"]
    approval = Approval.objects.create(
        kind=REGISTRATION,
        object_id=organisation.pk,
        audience=organisation.audience,
        thread=organisation.thread,
        state=decided or Approval.State.WAITING,
        asked_by=sent_by,
        asked_at=sent_at,
        due_at=due_after(sent_at, 5),
        decided_by=office if decided else None,
        decided_at=(organisation.verified_at or moment(row["submitted_day"] + 1)) if decided else None,
        reason=organisation.return_reason,
    )
    Decision.objects.create(approval=approval, what=Decision.What.ASKED, by=sent_by, at=sent_at)
    if approval.decided_at is not None:
        what, reason = Decision.What(approval.state), approval.reason
        Decision.objects.create(approval=approval, what=what, by=office, at=approval.decided_at, reason=reason)


def _residency(person: User, *, confirmed_by: User) -> None:
    """Confirmed by the office in the RW that the person named."""
    facts = {"state": Residency.State.CONFIRMED, "decided_by": confirmed_by, "changed_by": confirmed_by}
    asked = {"asked_at": moment(-100), "decided_at": moment(-98), "area": person.area}
    Residency.objects.get_or_create(person=person, defaults=facts | asked)


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
