"""What the demo's meetings talk about, and who came to those that were held."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from accounts.models import User
from commons import rich_text
from commons.demo.content import moment
from meetings.actions.agenda import keep_agenda
from meetings.models import AgendaItem, Attendance, Envoy, How, ItemState, Meeting
from stakeholders.models import Organisation

People = Mapping[str, User]
Organisations = Mapping[str, Organisation]
PRESENT = "present"
HANDS = (How.CODE, How.CODE, How.LIST)  # two of three note themselves


def put_agenda(row: dict[str, Any], meeting: Meeting, people: People) -> None:
    """The items, and what the invited proposed for it: one waits for the chair, one was not taken."""
    is_done = bool(row["minutes"])
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=one["title"],
            minutes=one["minutes"],
            presenter=one.get("presenter", ""),
            about=rich_text.parse(one.get("about", "")),
            state=ItemState.DONE if is_done else ItemState.PLANNED,
            proposed_at=meeting.called_at,
        )
        for position, one in enumerate(row["agenda"], start=1)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            title=one["title"],
            minutes=one["minutes"],
            state=ItemState.DECLINED if one.get("declined") else ItemState.PROPOSED,
            reason=one.get("declined", ""),
            proposed_by=people[one["by"]],
            proposed_at=moment(one["day"]),
        )
        for one in row.get("proposals", ())
    )
    keep_agenda(meeting)


def put_envoys(row: dict[str, Any], meeting: Meeting, people: People, organisations: Organisations) -> None:
    """Who comes for the organisations that have said so."""
    for one in row["invitees"]:
        if "org" not in one or not ("people" in one or "names" in one):
            continue
        invitee = meeting.invitees.get(organisation=organisations[one["org"]])
        Envoy.objects.bulk_create(
            [
                *(Envoy(invitee=invitee, person=people[key]) for key in one.get("people", ())),
                *(Envoy(invitee=invitee, name=name) for name in one.get("names", ())),
            ]
        )


def put_attendance(row: dict[str, Any], meeting: Meeting, people: People, organisations: Organisations) -> None:
    """One after the other from ten minutes before the meeting on."""
    came = [one for one in row["attendance"] if one["status"] == PRESENT]
    at = [meeting.starts_at - timedelta(minutes=10) + timedelta(minutes=2 * n) for n in range(len(came) + 9)]
    mine = {one.person_id: one for one in meeting.invitees.exclude(person=None)}
    theirs = {one.organisation_id: one for one in meeting.invitees.exclude(organisation=None)}
    rows = []
    for n, one in enumerate(came):
        person, organisation = people[one["person"]], organisations.get(one.get("on_behalf_of", ""))
        how = HANDS[n % len(HANDS)]
        rows.append(
            Attendance(
                meeting=meeting,
                person=person,
                organisation=organisation,
                area=person.area,
                invitee=theirs.get(organisation.pk if organisation else 0) or mine.get(person.pk),
                how=how,
                at=at[n],
                recorded_by=meeting.called_by if how == How.LIST else None,
            )
        )
    rows += [
        Attendance(
            meeting=meeting,
            name=one["name"],
            organisation=organisations.get(one.get("org", "")),
            how=one["how"],
            at=at[len(came) + n],
            recorded_by=meeting.called_by if one["how"] == How.WALK_IN else None,
        )
        for n, one in enumerate(row.get("walk_ins", ()))
    ]
    Attendance.objects.bulk_create(rows)
