"""What the chair and whoever proposed an item read by mail, and nobody else does."""

from commons.audience import take
from meetings.actions import decline_item, name_minute_taker, propose_item, take_item
from meetings.models import Meeting
from tests.meetings.letters import letters
from tests.people import People
from tests.sinks import MailSink, mail_sink, text_of

__all__ = ["mail_sink"]


def texts(sink: MailSink, address: str | None) -> str:
    return "\n".join(f"{mail['Subject']}\n{text_of(mail)}" for mail in letters(sink, address))


def test_a_proposal_and_its_answer_are_told_to_the_two_of_them(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    item = propose_item(meeting=meeting, by=people.sunarti, title="Lampu jalan", minutes=10)
    told = texts(mail_sink, people.tukimin.email)
    assert ("Usulan agenda: Rapat saluran air" in told, "Lampu jalan (10′)" in told) == (True, True)
    decline_item(item=item, by=people.tukimin, reason="Bukan wewenang rapat ini.")
    told = texts(mail_sink, people.sunarti.email)
    assert ("Usulan tidak diambil" in told, "Alasan: Bukan wewenang rapat ini." in told) == (True, True)
    take_item(item=propose_item(meeting=meeting, by=people.sunarti, title="Got mampet"), by=people.tukimin)
    assert "Usulan diterima: Rapat saluran air" in texts(mail_sink, people.sunarti.email)
    assert "Lampu jalan" not in texts(mail_sink, people.bayu.email)


def test_a_minute_taker_is_told_with_the_calendar_file(people: People, meeting: Meeting, mail_sink: MailSink) -> None:
    name_minute_taker(meeting=meeting, by=people.tukimin, person=people.rizky)
    (mail,) = [one for one in letters(mail_sink, people.rizky.email) if "pencatat" in str(one["Subject"]).lower()]
    assert any(part.get_content_type() == "text/calendar" for part in mail.walk())


def test_a_declined_letter_leaves_nothing_for_who_may_no_longer_see_the_meeting(
    people: People, private_meeting: Meeting, mail_sink: MailSink
) -> None:
    item = propose_item(meeting=private_meeting, by=people.sunarti, title="Lampu jalan")
    decline_item(item=item, by=people.tukimin, reason="Bukan wewenang rapat ini.")
    take("see", of=people.sunarti, on=private_meeting.audience)
    assert "wewenang" not in texts(mail_sink, people.sunarti.email)
