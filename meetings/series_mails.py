"""The mails of a series that no activity tells: one to each guest for all its meetings, and one when asked no more."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mail import tokens
from mail.composing import Letter, Withheld
from mail.letters import in_thread, letter
from mail.models import Message
from meetings import ical, ical_series, moments, rhythms
from meetings.emails import AFTER, GUEST, why_invited
from meetings.models import Invitee, Meeting, MeetingSeries, SeriesInvitee

KIND = "meetings.series"  # of the thread
SHOWN = 6
ENDS = ("shortened", "ended")


def guest(message: Message) -> Letter:
    """Invited to all of it, changed, or ended, as `what` says; asked anew when it leaves. The link leads to the next
    meeting, where a guest answers for that one or for all.

    Raises:
        Withheld: not invited any more, or nothing of it is to come.
    """
    joined = SeriesInvitee.objects.select_related("series__host", "series__thread")
    invitee, what = joined.filter(pk=message.about_id).first(), message.data["what"]
    if invitee is None or invitee.is_forgotten:
        raise Withheld(_("Tidak diundang lagi."))
    series = invitee.series
    mine = ical.invitations_in(series).filter(email__iexact=invitee.email, meeting__in=series.coming())
    coming = list(mine.select_related("meeting").order_by("meeting__starts_at", "meeting"))
    if not coming and what not in ENDS:
        raise Withheld(_("Seri rapat ini sudah berakhir."))
    raw = _link(coming[0], message.address) if coming else ""
    dates = "\n".join(moments.span(one.meeting) for one in coming[:SHOWN])
    context = {
        "invitee": invitee,
        "series": series,
        "what": what,
        "path": f"/agenda/tamu/{raw}/" if raw else "",
        "rhythm": rhythms.said(series),
        "dates": dates,
        "more": moments.and_more(len(coming) - SHOWN),
    }
    return letter(
        "meetings/mail/series_guest",
        context,
        _subject(what, series),
        why=why_invited(is_over=what in ENDS),
        headers=in_thread(KIND, series.pk),
        calendar=ical_series.for_guest(invitee),
    )


def _link(invitee: Invitee, address: str) -> str:
    life = max(invitee.meeting.ends_at - timezone.now(), timedelta()) + AFTER
    return tokens.mint(GUEST, address=address, target=invitee, life=life)


def _subject(what: str, series: MeetingSeries) -> str:
    parts: dict[str, Any] = {"title": series.title, "rhythm": rhythms.days_in_words(series.rhythm)}
    subjects = {
        "called": _("Undangan: %(title)s, %(rhythm)s"),
        "moved": _("Berubah: %(title)s, %(rhythm)s"),
        "shortened": _("Jadwal lama berakhir: %(title)s"),
    }
    return subjects.get(what, _("Berakhir: %(title)s")) % parts


def uninvited(message: Message) -> Letter:
    """The invitation to all of it was taken back: one sentence, and CANCEL for the calendar.

    Raises:
        Withheld: invited to it by another way, or again: by name beside an organisation.
    """
    series = message.about
    if not isinstance(series, MeetingSeries):
        raise Withheld(_("Seri rapat ini sudah tidak ada."))
    if series.invitees.reaching(message.person, message.address).exists():
        raise Withheld(_("Masih diundang ke seri rapat ini."))
    person = message.person
    name = person.name if person is not None else message.data.get("name", "")
    return letter(
        "meetings/mail/series_uninvited",
        {"series": series, "name": name, "rhythm": rhythms.said(series)},
        _("Undangan ditarik: %(title)s") % {"title": series.title},
        why=_("Anda menerima surel ini karena sebelumnya diundang ke rapat ini."),
        headers=in_thread(KIND, series.pk),
        calendar=ical_series.withdrawal(series, ical.Attendee(name, message.address)),
    )


def turn_gone(message: Message) -> Letter:
    """The date of a meeting went with the old series: CANCEL for what the calendar still calls it by. Where it is now,
    or that it will not be held, another letter says: a file holds one name (RFC 5546, 3.2)."""
    meeting, was = message.about, message.data
    if not isinstance(meeting, Meeting):
        raise Withheld(_("Rapat ini sudah tidak ada."))
    person = message.person
    name = person.name if person is not None else was.get("name", "")
    return letter(
        "meetings/mail/turn_gone",
        {"meeting": meeting, "name": name, "was": moments.long(datetime.fromisoformat(was["starts_at"]))},
        _("Tanggal lama: %(title)s") % {"title": meeting.title},
        why=_("Anda menerima surel ini karena sebelumnya diundang ke rapat ini."),
        headers=in_thread("meetings.meeting", meeting.pk),
        calendar=ical_series.without(meeting, ical.Attendee(name, message.address), was),
    )
