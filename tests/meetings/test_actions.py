"""Calling, inviting, answering, moving, cancelling, minutes: one transaction each, the refusal beside the success."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from activity.models import Activity, Due
from commons.access import Refused
from mail.models import Message
from meetings.actions import (
    Guest,
    answer_as_guest,
    answer_meeting,
    cancel_meeting,
    forget_guests,
    invite_to_meeting,
    move_meeting,
    uninvite,
    withdraw_answers,
)
from meetings.models import Invitee, Meeting
from projects.actions import invite_partner
from projects.models import Project
from tests.meetings.conftest import SARI, call, in_days
from tests.people import People
from tests.town import Town


def may_see(user: object, meeting: Meeting) -> bool:
    return Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()


def dues(meeting: Meeting) -> dict[str, timedelta]:
    """How long before the meeting each reminder that waits is due."""
    waiting = Due.objects.filter(kind="meetings.reminder", target_id=meeting.pk, done_at=None)
    return {due.occasion: meeting.starts_at - due.due_at for due in waiting}


def invitation(meeting: Meeting, **whom: object) -> Invitee:
    return meeting.invitees.get(**whom)


def move(meeting: Meeting, by: object, **facts: object) -> Meeting:
    now = {name: getattr(meeting, name) for name in ("starts_at", "ends_at", "zone", "place", "online_url")}
    return move_meeting(meeting=meeting, by=by, **(now | facts))  # type: ignore[arg-type]


# Calling


def test_a_meeting_begins_with_its_invitations_its_reminders_and_one_message_an_address(
    people: People, town: Town, meeting: Meeting
) -> None:
    named = set(meeting.invitees.values_list("person__handle", "organisation__name", "email"))
    assert named == {
        ("tukimin", None, ""),
        ("sunarti", None, ""),
        (None, "PT Sumber Air", ""),
        (None, None, "sari@warga.example"),
    }
    assert dues(meeting) == {"7d": timedelta(days=7), "1d": timedelta(days=1), "2h": timedelta(hours=2)}
    told = Activity.objects.get(verb="meetings.meeting_called")
    assert set(told.recipients.values_list("person__handle", "group__organisation__name")) == {
        ("tukimin", None),
        ("sunarti", None),
        (None, "PT Sumber Air"),
    }
    assert [m.address for m in Message.objects.filter(kind="meetings.guest")] == ["sari@warga.example"]


def test_who_calls_it_for_oneself_to_lead_is_coming(people: People, town: Town) -> None:
    meeting = call(people, town, chair=people.putri)
    assert invitation(meeting, person=people.putri).answer == "yes"


def test_only_what_is_still_ahead_is_reminded_of(people: People, town: Town) -> None:
    assert set(dues(call(people, town, starts_at=in_days(3)))) == {"1d", "2h"}
    assert set(dues(call(people, town, starts_at=in_days(0, 5)))) == {"2h"}
    assert set(dues(call(people, town, starts_at=in_days(0, 1)))) == set()


def test_nobody_is_called_to_the_past(people: People, town: Town) -> None:
    with pytest.raises(Refused):
        call(people, town, starts_at=in_days(-1))
    assert not Meeting.objects.exists()


def test_a_projects_meeting_shares_its_audience_row(people: People, town: Town, private_project: Project) -> None:
    meeting = call(people, town, chair=people.putri, project=private_project)
    assert meeting.audience == private_project.audience
    assert not may_see(people.bayu, meeting)
    assert may_see(people.rizky, meeting)


def test_only_the_coordinator_and_the_office_call_a_projects_meeting(
    people: People, town: Town, project: Project
) -> None:
    with pytest.raises(Refused):
        call(people, town, by=people.dewi, project=project)
    assert call(people, town, by=people.ratna, project=project)
    Project.objects.filter(pk=project.pk).update(coordinator=people.dewi)
    assert call(people, town, by=people.dewi, project=project)


def test_who_may_not_see_the_project_is_not_let_in_by_an_invitation(
    people: People, town: Town, private_project: Project
) -> None:
    facts = {"chair": people.putri, "project": private_project}
    with pytest.raises(Refused) as refusal:
        call(people, town, organisations=[town.firm], **facts)
    assert "PT Sumber Air" in refusal.value.reason
    with pytest.raises(Refused):
        call(people, town, people=[people.sunarti], **facts)
    assert not may_see(people.bayu, call(people, town, guests=[Guest("Bayu", "bayu@contoh.example")], **facts))
    invite_partner(project=private_project, organisation=town.firm, by=people.putri, role="supporter")
    meeting = call(people, town, organisations=[town.firm], **facts)
    uninvite(invitee=invitation(meeting, organisation=town.firm), by=people.putri)
    assert may_see(people.bayu, meeting), "what the partnership gave is not the meeting's to take"


# Inviting


def test_m10_a_private_meeting_is_known_to_the_invited_only_and_only_while_they_are(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    assert not may_see(people.dewi, private_meeting)
    for one in (people.putri, people.tukimin, people.bayu, people.sunarti, people.ratna):
        assert may_see(one, private_meeting), one
    for whom in ({"organisation": town.firm}, {"person": people.sunarti}):
        uninvite(invitee=invitation(private_meeting, **whom), by=people.putri)
    assert not may_see(people.bayu, private_meeting)
    assert not may_see(people.sunarti, private_meeting)
    assert may_see(people.tukimin, private_meeting)


def test_the_chair_stays_invited(people: People, town: Town, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        uninvite(invitee=invitation(meeting, person=people.tukimin), by=people.putri)


def test_inviting_again_invites_nobody_twice(people: People, town: Town, meeting: Meeting) -> None:
    again = {"organisations": [town.firm], "people": [people.sunarti], "guests": [Guest("S", "SARI@warga.example")]}
    with pytest.raises(Refused):
        invite_to_meeting(meeting=meeting, by=people.putri, **again)  # type: ignore[arg-type]
    new = invite_to_meeting(meeting=meeting, by=people.tukimin, organisations=[town.firm, town.ngo])
    assert [one.organisation for one in new] == [town.ngo]
    assert meeting.invitees.count() == 5


def test_the_invited_do_not_invite(people: People, town: Town, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        invite_to_meeting(meeting=meeting, by=people.sunarti, organisations=[town.ngo])
    with pytest.raises(Refused):
        uninvite(invitee=invitation(meeting, organisation=town.firm), by=people.bayu)


def test_an_invitation_is_for_exactly_one(people: People, town: Town, meeting: Meeting) -> None:
    for wrong in (
        {},
        {"name": "Tanpa alamat"},
        {"person": people.dewi, "email": "dewi@contoh.example"},
        {"person": people.dewi, "organisation": town.ngo},
        {"person": people.sunarti},
        {"email": "Sari@Warga.example"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitee.objects.create(meeting=meeting, invited_by=people.putri, **wrong)


# Answering


def test_whoever_is_meant_answers_and_the_last_answer_counts(people: People, town: Town, meeting: Meeting) -> None:
    mine = invitation(meeting, person=people.sunarti)
    answer_meeting(invitee=mine, by=people.sunarti, answer="yes", note="Datang berdua")
    answer_meeting(invitee=mine, by=people.sunarti, answer="no")
    mine.refresh_from_db()
    assert (mine.answer, mine.note, mine.answered_by) == ("no", "", people.sunarti)
    ours = invitation(meeting, organisation=town.firm)
    assert answer_meeting(invitee=ours, by=people.bayu, answer="maybe").answer == "maybe"


def test_nobody_answers_for_somebody_else(people: People, town: Town, meeting: Meeting) -> None:
    for by, whom in (
        (people.dewi, {"organisation": town.firm}),
        (people.putri, {"person": people.sunarti}),
        (people.bayu, {"person": people.sunarti}),
        (people.sunarti, {"email": SARI.email}),
    ):
        with pytest.raises(Refused):
            answer_meeting(invitee=invitation(meeting, **whom), by=by, answer="yes")
    with pytest.raises(Refused):
        answer_as_guest(invitee=invitation(meeting, person=people.sunarti), answer="yes")
    assert not meeting.invitees.exclude(answer="").exists()


def test_a_guest_answers_until_the_meeting_is_over(people: People, town: Town, meeting: Meeting) -> None:
    sari = invitation(meeting, email=SARI.email)
    assert answer_as_guest(invitee=sari, answer="yes").answer == "yes"
    Meeting.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    with pytest.raises(Refused):
        answer_as_guest(invitee=sari, answer="no")


def test_not_me_takes_back_what_was_said_in_ones_name_alone(people: People, town: Town, meeting: Meeting) -> None:
    answer_meeting(invitee=invitation(meeting, person=people.sunarti), by=people.sunarti, answer="yes")
    answer_meeting(invitee=invitation(meeting, organisation=town.firm), by=people.bayu, answer="yes")
    withdraw_answers(meeting=meeting, by=people.sunarti)
    assert invitation(meeting, person=people.sunarti).answer == ""
    assert invitation(meeting, organisation=town.firm).answer == "yes"


# Moving, cancelling, minutes


def test_moving_raises_the_sequence_moves_the_reminders_and_keeps_uid_and_answers(
    people: People, town: Town, meeting: Meeting
) -> None:
    answer_meeting(invitee=invitation(meeting, person=people.sunarti), by=people.sunarti, answer="yes")
    before, later = Meeting.objects.get(pk=meeting.pk), meeting.starts_at + timedelta(hours=1)
    moved = move(before, people.tukimin, starts_at=later, ends_at=later + timedelta(hours=2))
    assert (moved.sequence, moved.uid, moved.moved_from) == (1, before.uid, meeting.starts_at)
    assert dues(moved) == {"7d": timedelta(days=7), "1d": timedelta(days=1), "2h": timedelta(hours=2)}
    assert invitation(meeting, person=people.sunarti).answer == "yes"
    assert Message.objects.filter(kind="meetings.guest", data__what="moved").count() == 1
    assert Activity.objects.get(verb="meetings.meeting_moved").recipients.count() == 3


def test_what_changes_nothing_tells_nobody(people: People, meeting: Meeting) -> None:
    assert move(meeting, people.putri).sequence == 0
    assert not Activity.objects.filter(verb="meetings.meeting_moved").exists()


def test_a_reminder_that_was_told_is_told_again_for_the_new_time(people: People, meeting: Meeting) -> None:
    Due.objects.filter(occasion="7d").update(done_at=timezone.now(), outcome="told")
    later = meeting.starts_at + timedelta(days=3)
    assert "7d" in dues(move(meeting, people.putri, starts_at=later, ends_at=later + timedelta(hours=1)))


def test_m2_cancelling_takes_the_reminders_away_and_says_why(people: People, meeting: Meeting) -> None:
    cancelled = cancel_meeting(meeting=meeting, by=people.tukimin, reason="Hujan deras, jalan tergenang.")
    assert dues(cancelled) == {}
    assert (cancelled.state, cancelled.sequence) == ("cancelled", 1)
    assert Activity.objects.get(verb="meetings.meeting_cancelled").recipients.count() == 3
    for again in (
        lambda: cancel_meeting(meeting=meeting, by=people.putri, reason="Sekali lagi"),
        lambda: move(meeting, people.putri, place="Lain"),
        lambda: answer_meeting(invitee=invitation(meeting, person=people.sunarti), by=people.sunarti, answer="yes"),
        lambda: invite_to_meeting(meeting=meeting, by=people.putri, guests=[Guest("", "a@b.example")]),
    ):
        with pytest.raises(Refused):
            again()


def test_only_the_chair_and_the_office_move_and_cancel(people: People, town: Town, meeting: Meeting) -> None:
    for stranger in (people.sunarti, people.bayu, people.dewi):
        with pytest.raises(Refused):
            move(meeting, stranger, place="Warung")
        with pytest.raises(Refused):
            cancel_meeting(meeting=meeting, by=stranger, reason="Tidak jadi saja.")


def test_guests_are_forgotten_a_month_after_and_their_answers_stay(
    people: People, town: Town, meeting: Meeting
) -> None:
    sari = invitation(meeting, email=SARI.email)
    answer_as_guest(invitee=sari, answer="yes", note="Datang berdua")
    Meeting.objects.update(starts_at=in_days(-30), ends_at=in_days(-29))
    assert forget_guests() == 0
    Meeting.objects.update(starts_at=in_days(-32), ends_at=in_days(-31))
    assert (forget_guests(), forget_guests()) == (1, 0)
    sari.refresh_from_db()
    assert (sari.name, sari.note, sari.answer, sari.shown_name) == ("", "", "yes", "Tamu")
    assert "sari" not in sari.email


def test_call_meeting_is_all_or_nothing(people: People, town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        call(people, town, starts_at=in_days(2), ends_at=in_days(1))
    assert not Meeting.objects.exists()
    assert not Message.objects.filter(kind="meetings.guest").exists()
