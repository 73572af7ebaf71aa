"""The mails of meetings, as those who get them read them; and who was told by which channel."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage

from mail.delivery import drain
from mail.models import Message
from meetings.actions import answer_meeting
from meetings.models import Meeting
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.meetings.calendars import Seen, read
from tests.people import People
from tests.sinks import MailSink, text_of
from tests.town import Town

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # the outbox goes by the database's clock, which nobody moves


def post_all(sink: MailSink) -> None:
    dispatch()
    Message.objects.queued().update(due_at=LONG_AGO)
    drain()


def letters(sink: MailSink, address: str | None) -> list[EmailMessage]:
    post_all(sink)
    return sink.to(address or "")


def calendar_of(mail: EmailMessage) -> Seen:
    """The part that programs answer, which says its method; the file beside it is the same."""
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    (file,) = [one for one in mail.walk() if one.get_content_type() == "application/ics"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert file.get_payload(decode=True) == content
    assert file.get_filename() == "rapat.ics"
    seen = read(content)
    assert part.get_param("method") == seen.method
    return seen


def guest_path(mail: EmailMessage) -> str:
    found = re.search(r"/agenda/tamu/\S+", text_of(mail))
    assert found
    return found[0]


def heard(meeting: Meeting, verb: str) -> dict[str, str]:
    """Who has it in the inbox, and by which channel."""
    dispatch()
    rows = Notification.objects.filter(thread=meeting.thread, activity__verb=verb)
    return dict(rows.values_list("person__handle", "channel"))


def answers(people: People, town: Town, meeting: Meeting) -> None:
    """Sunarti comes, tukimin does not; of bayu's firm and of sari nothing was heard."""
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    answer_meeting(invitee=meeting.invitees.get(person=people.tukimin), by=people.tukimin, answer="no")
