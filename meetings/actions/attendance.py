"""Who came: they say so themselves with the meeting's code, or are noted by those who take the minutes."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from commons import formats
from commons.access import Refused, can, ensure
from commons.models import Area
from meetings.actions.locking import locked
from meetings.models import Attendance, Envoy, How, Invitee, Meeting
from meetings.presence import has_gone_round, is_before
from stakeholders.actions import ensure_speaks_for
from stakeholders.models import Organisation


@transaction.atomic
def check_in(*, meeting: Meeting, by: Any, organisation: Organisation | None = None) -> Attendance:
    """Somebody with an account says that they are here, and for whom. The door has seen the meeting's code, which is
    why this asks no right to see it: whoever stands in the room knows of it. Locks the meeting.

    Raises:
        Refused: too early, too late, cancelled, noted already, or not theirs to speak for.
    """
    meeting = locked(meeting.pk)
    _ensure_running(meeting, by)
    ensure_speaks_for(by, organisation)
    _ensure_new(meeting.attendances.of(by), _("Anda sudah tercatat %(time)s."))
    invitee = _invitation_of(meeting, by, organisation)
    return Attendance.objects.create(
        meeting=meeting, person=by, organisation=organisation, area=by.area, how=How.CODE, invitee=invitee
    )


@transaction.atomic
def check_in_by_name(*, meeting: Meeting, name: str, area: Area | None = None) -> Attendance:
    """The same for somebody without an account, by name and RW. Locks the meeting.

    Raises:
        Refused: too early, too late, cancelled, or that name of that RW stands in the list already.
    """
    meeting = locked(meeting.pk)
    _ensure_running(meeting, AnonymousUser())
    _ensure_name_is_new(meeting, name, area=area)
    return Attendance.objects.create(meeting=meeting, name=name, area=area, how=How.CODE)


@transaction.atomic
def record_invitee(*, meeting: Meeting, by: Any, invitee: Invitee, envoy: Envoy | None = None) -> Attendance:
    """One tap on the list of the invited: the person, the guest, or one of those who were named to come for an
    organisation. Locks the meeting.

    Raises:
        Refused: noted already, or an organisation of which nobody says who came.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.take_attendance", meeting)
    who: dict[str, Any] = {"organisation": invitee.organisation}
    source: Invitee | Envoy = envoy or invitee
    if source.person is not None:
        _ensure_new(meeting.attendances.of(source.person), _("%(name)s sudah tercatat %(time)s."), source.shown_name)
        who |= {"person": source.person, "area": source.person.area}
    elif envoy is None and invitee.organisation is not None:
        raise Refused(_("Tulis siapa yang datang untuk %(name)s.") % {"name": invitee.shown_name}, obj=meeting)
    else:
        _ensure_name_is_new(meeting, source.shown_name, organisation=invitee.organisation)
        who["name"] = source.shown_name[:120]
    return Attendance.objects.create(meeting=meeting, invitee=invitee, how=How.LIST, recorded_by=by, **who)


@transaction.atomic
def record_walk_in(
    *, meeting: Meeting, by: Any, name: str, organisation: Organisation | None = None, area: Area | None = None
) -> Attendance:
    """Somebody who came without an invitation, or for an organisation that had not said who. Locks the meeting."""
    meeting = locked(meeting.pk)
    ensure(by, "meetings.take_attendance", meeting)
    _ensure_name_is_new(meeting, name, organisation=organisation, area=area)
    invitee = meeting.invitees.filter(organisation=organisation).first() if organisation is not None else None
    return Attendance.objects.create(
        meeting=meeting, name=name, organisation=organisation, area=area, invitee=invitee, how=How.WALK_IN,
        recorded_by=by,
    )  # fmt: skip


@transaction.atomic
def undo_attendance(*, attendance: Attendance, by: Any) -> None:
    """It was somebody else, or nobody. Locks the meeting."""
    attendance.meeting = locked(attendance.meeting_id)
    ensure(by, "meetings.undo_attendance", attendance)
    Attendance.objects.filter(pk=attendance.pk).delete()


def _ensure_running(meeting: Meeting, by: Any) -> None:
    """What the rule says, in the sentence that fits. Not `ensure`: see `check_in`."""
    if can(by, "meetings.check_in", meeting):
        return
    if meeting.cancelled_at is not None:
        raise Refused(_("Rapat ini dibatalkan."))
    if is_before(meeting):
        raise Refused(_("Presensi baru dibuka 60 menit sebelum rapat dimulai."))
    if has_gone_round(meeting):
        raise Refused(_("Presensi sudah ditutup, karena notulen sudah diedarkan."))
    raise Refused(_("Presensi sudah ditutup, 2 jam setelah rapat selesai."))


def _ensure_name_is_new(meeting: Meeting, name: str, **beside: Any) -> None:
    same = meeting.attendances.filter(person=None, name__iexact=name, **beside)
    _ensure_new(same, _("%(name)s sudah tercatat %(time)s. Kalau ini orang lain, tulis nama lengkapnya."), name)


def _ensure_new(found: Any, sentence: str, name: str = "") -> None:
    there = found.first()
    if there is not None:
        with_time = {"name": name, "time": formats.clock(there.at)}
        raise Refused(sentence % with_time)


def _invitation_of(meeting: Meeting, person: Any, organisation: Organisation | None) -> Invitee | None:
    """By which they came: the organisation's they speak for, else their own."""
    invited = meeting.invitees.filter(organisation=organisation) if organisation is not None else None
    return (invited.first() if invited is not None else None) or meeting.invitees.filter(person=person).first()
