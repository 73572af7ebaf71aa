"""A person's copy of what meetings hold about them, and what is left when they go."""

from commons.audience import take
from meetings import personal_data
from meetings.actions import Guest, answer_meeting, check_in, propose_item, record_invitee
from meetings.models import FORGOTTEN_NAME, Meeting
from tests.meetings.conftest import call, in_days
from tests.people import People
from tests.town import Town


def test_the_copy_holds_invitations_and_answers_and_no_name_of_what_one_may_not_see(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    mine = private_meeting.invitees.get(person=people.sunarti)
    answer_meeting(invitee=mine, by=people.sunarti, answer="yes", note="Kursi roda")
    (told,) = personal_data.export(people.sunarti)["invitations"]
    assert (told["meeting"], told["answer"], told["note"]) == ("Rapat tertutup", "yes", "Kursi roda")
    take("see", of=people.sunarti, on=private_meeting.audience)
    (told,) = personal_data.export(people.sunarti)["invitations"]
    assert (told["meeting"], told["answer"]) == (None, "yes")


def test_erasing_empties_notes_and_invitations_to_the_address_and_keeps_the_answer(people: People, town: Town) -> None:
    meeting = call(people, town, people=[people.sunarti], guests=[Guest("Bu Narti", "SUNARTI@contoh.example")])
    mine = meeting.invitees.get(person=people.sunarti)
    answer_meeting(invitee=mine, by=people.sunarti, answer="yes", note="Kursi roda")
    personal_data.erase(people.sunarti)
    mine.refresh_from_db()
    assert (mine.answer, mine.note) == ("yes", "")
    assert not meeting.invitees.filter(email__iexact="sunarti@contoh.example").exists()
    assert not meeting.invitees.filter(name="Bu Narti").exists()


def test_the_copy_holds_what_was_proposed_and_where_one_was(people: People, meeting: Meeting) -> None:
    propose_item(meeting=meeting, by=people.sunarti, title="Lampu jalan", about="Padam sejak Senin.")
    Meeting.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1))
    check_in(meeting=meeting, by=people.sunarti)
    told = personal_data.export(people.sunarti)
    (item,), (came,) = told["proposed"], told["came"]
    assert (item["title"], item["about"], item["state"]) == ("Lampu jalan", "Padam sejak Senin.", "proposed")
    assert (came["meeting"], came["for"], came["how"]) == ("Rapat saluran air", None, "code")


def test_erasing_forgets_the_name_under_which_one_came_as_a_guest(people: People, town: Town) -> None:
    meeting = call(people, town, guests=[Guest("Bu Narti", "SUNARTI@contoh.example")])
    Meeting.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1))
    record_invitee(meeting=meeting, by=people.putri, invitee=meeting.invitees.guests().get())
    personal_data.erase(people.sunarti)
    assert [one.name for one in meeting.attendances.all()] == [FORGOTTEN_NAME]


def test_erasing_forgets_what_one_needs_and_keeps_that_one_came(people: People, meeting: Meeting) -> None:
    mine = meeting.invitees.get(person=people.sunarti)
    answer_meeting(invitee=mine, by=people.sunarti, answer="yes", needs=["wheelchair"])
    Meeting.objects.update(starts_at=in_days(0, -1), ends_at=in_days(0, 1))
    check_in(meeting=meeting, by=people.sunarti)
    personal_data.erase(people.sunarti)
    mine.refresh_from_db()
    assert (mine.answer, mine.needs, meeting.attendances.count()) == ("yes", [], 1)
