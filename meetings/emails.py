"""The mails of meetings that no activity tells: to guests, who have no account, and to those not invited any more."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mail import tokens
from mail.composing import Letter, Withheld
from mail.letters import in_thread, letter
from mail.models import Message
from meetings import ical, moments
from meetings.models import Answer, Invitee, Meeting

GUEST = "meetings.guest"  # the purpose of a guest's link
AFTER = timedelta(days=30)  # the link still opens the minutes so long after the meeting


def guest(message: Message) -> Letter:
    """An invitation, a change, a cancellation, a reminder or the minutes, as `what` says; asked anew when it leaves.

    Raises:
        Withheld: not invited any more, declined meanwhile, cancelled, or over.
    """
    invitee = Invitee.objects.select_related("meeting__host", "meeting__chair").filter(pk=message.about_id).first()
    what = message.data["what"]
    if invitee is None or invitee.is_forgotten or (reason := _pointless(invitee, what)):
        raise Withheld(reason if invitee is not None and not invitee.is_forgotten else _("Tidak diundang lagi."))
    meeting = invitee.meeting
    life = max(meeting.ends_at - timezone.now(), timedelta()) + AFTER
    raw = tokens.mint(GUEST, address=message.address, target=invitee, life=life)
    with_file = what in ("called", "moved", "cancelled")
    return letter(
        "meetings/mail/guest",
        {"invitee": invitee, "meeting": meeting, "what": what, "path": f"/agenda/tamu/{raw}/", **_facts(meeting)},
        _subject(what, meeting),
        why=why_invited(is_over=what in ("cancelled", "minutes")),
        headers=in_thread("meetings.meeting", meeting.pk),
        calendar=ical.for_guest(invitee) if with_file else None,
    )


def why_invited(*, is_over: bool) -> str:
    """Of what is over nobody is reminded any more."""
    if is_over:
        return _("Anda menerima surel ini karena diundang ke rapat ini.")
    return _("Anda menerima surel ini karena diundang ke rapat ini. Jawab “Berhalangan” bila tidak ingin diingatkan.")


def _pointless(invitee: Invitee, what: str) -> str:
    meeting = invitee.meeting
    if what == "cancelled":
        return ""
    if meeting.cancelled_at is not None:
        return _("Rapat ini dibatalkan.")
    if what == "minutes":
        return ""
    if not meeting.is_open:
        return _("Rapat ini sudah selesai.")
    if what.startswith("reminder") and (invitee.answer == Answer.NO or meeting.starts_at <= timezone.now()):
        return _("Pengingat ini tidak berguna lagi.")
    return ""


def _subject(what: str, meeting: Meeting) -> str:
    parts = {"title": meeting.title, "when": moments.short(meeting), "soon": moments.soon(meeting)}
    subjects = {
        "called": _("Undangan: %(title)s, %(when)s"),
        "moved": _("Berubah: %(title)s, %(when)s"),
        "cancelled": _("Batal: %(title)s, %(when)s"),
        "minutes": _("Notulen: %(title)s"),
    }
    return subjects.get(what, _("Pengingat: %(title)s, %(soon)s")) % parts


def _facts(meeting: Meeting) -> dict[str, Any]:
    was = moments.long(meeting.moved_from) if meeting.moved_from else ""
    return {"span": moments.span(meeting), "there": moments.there(meeting), "was": was}


def uninvited(message: Message) -> Letter:
    """The invitation was taken back: one sentence, and CANCEL for the calendar.

    Raises:
        Withheld: invited by another way, or again: by name beside an organisation.
    """
    meeting = message.about
    if not isinstance(meeting, Meeting):
        raise Withheld(_("Rapat ini sudah tidak ada."))
    if meeting.invitees.reaching(message.person, message.address).exists():
        raise Withheld(_("Masih diundang ke rapat ini."))
    person = message.person
    name = person.name if person is not None else message.data.get("name", "")
    return letter(
        "meetings/mail/uninvited",
        {"meeting": meeting, "name": name, **_facts(meeting)},
        _("Undangan ditarik: %(title)s") % {"title": meeting.title},
        why=_("Anda menerima surel ini karena sebelumnya diundang ke rapat ini."),
        headers=in_thread("meetings.meeting", meeting.pk),
        calendar=ical.withdrawal(meeting, ical.Attendee(name, message.address)),
    )
