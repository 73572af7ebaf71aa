"""People, organisations and addresses are invited to a meeting; what inviting gives, taking back takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from commons.audience import give_each, take
from commons.models import Visibility
from mail import tokens
from mail.actions import message, post
from meetings.actions.locking import locked
from meetings.actions.telling import CALLED, GUEST, invited, post_to_guests
from meetings.models import Invitee, Meeting, MeetingSeries
from meetings.queries.candidates import may_be_invited
from stakeholders.models import Organisation

UNINVITED = "meetings.uninvited"


@dataclass(frozen=True)
class Guest:
    """Somebody without an account."""

    name: str
    email: str


@transaction.atomic
def invite_to_meeting(
    *,
    meeting: Meeting,
    by: Any,
    organisations: Iterable[Organisation] = (),
    people: Iterable[Any] = (),
    guests: Iterable[Guest] = (),
) -> list[Invitee]:
    """Invite more; who is invited already is not told again. Returns the new ones. Locks the meeting.

    Raises:
        Refused: all of them are invited already, or one may not see the project that the meeting belongs to.
    """
    meeting = locked(meeting.pk)
    ensure(by, "meetings.invite_to_meeting", meeting)
    new = add_invitees(meeting, by=by, organisations=organisations, people=people, guests=guests)
    if not new:
        raise Refused(_("Semua yang Anda pilih sudah diundang."), obj=meeting)
    record("meetings.people_invited", actor=by, target=meeting, thread=meeting.thread, to=invited(new))
    post_to_guests(new, meeting, CALLED)
    let_see(meeting, new, by=by)
    return new


def add_invitees(
    meeting: Any,
    *,
    by: Any,
    organisations: Iterable[Organisation],
    people: Iterable[Any],
    guests: Iterable[Guest],
) -> list[Any]:
    """The rows of those who are new, of a meeting or of a series. It is locked, or new."""
    there = list(meeting.invitees.all())
    row, parent = meeting.invitees.model, meeting.invitees.field.name
    asked, known = {one.organisation_id for one in there}, {one.person_id for one in there}
    written_to = {one.email.lower() for one in there}
    groups = {o.pk: o for o in organisations if o.pk not in asked}
    named = {p.pk: p for p in people if p.pk not in known}
    addresses = {g.email.lower(): g for g in guests if g.email.lower() not in written_to}
    _ensure_may_see(meeting, groups.values(), named.values())
    common = {parent: meeting, "invited_by": by}
    new = [
        *(row(organisation=one, **common) for one in groups.values()),
        *(row(person=one, **common) for one in named.values()),
        *(row(name=one.name, email=one.email, **common) for one in addresses.values()),
    ]
    row.objects.bulk_create(new)
    return new


def let_see(meeting: Meeting, new: Iterable[Invitee], *, by: Any) -> None:
    """Whoever is asked to come may read what to; last in an action, for the epoch rises."""
    if gives_sight(meeting):
        give_each("see", to=[whom for _reason, whom in invited(new)], on=[meeting.audience], by=by)


def gives_sight(meeting: Meeting | MeetingSeries) -> bool:
    """A meeting's own audience is its guests' to see. A project's is not: that would open the whole project."""
    return meeting.project is None and meeting.audience.visibility != Visibility.PUBLIC


def _ensure_may_see(
    meeting: Meeting | MeetingSeries, organisations: Iterable[Organisation], people: Iterable[Any]
) -> None:
    if meeting.project is None:
        return
    chosen = may_be_invited(meeting.audience)
    known, named = (
        set(chosen.organisations.values_list("pk", flat=True)),
        set(chosen.people.values_list("pk", flat=True)),
    )
    strangers = [one.name for one in organisations if one.pk not in known]
    others = [one for one in people if one.pk not in named]  # a chair who speaks for nobody, the coordinator
    strangers += [one.name for one in others if not _sees(one, meeting)]
    if strangers:
        raise Refused(
            _("%(names)s tidak dapat melihat proyek ini. Undang dulu sebagai mitra, atau lewat alamat surel.")
            % {"names": ", ".join(sorted(strangers))},
            obj=meeting,
        )


def _sees(person: Any, meeting: Meeting | MeetingSeries) -> bool:
    return type(meeting).objects.visible_to(person).filter(pk=meeting.pk).exists()


@transaction.atomic
def uninvite(*, invitee: Invitee, by: Any) -> None:
    """Take an invitation back: the link, the right to see, the reminders; calendars are told by CANCEL.
    Locks the meeting.

    Raises:
        Refused: the chair and the minute-taker stay invited.
    """
    meeting = locked(invitee.meeting_id)
    invitee = meeting.invitees.select_related("person", "organisation__group").get(pk=invitee.pk)
    invitee.meeting = meeting
    ensure(by, "meetings.invite_to_meeting", invitee)
    if invitee.person_id == meeting.chair_id:
        raise Refused(_("Pemimpin rapat selalu diundang."), obj=meeting)
    if invitee.person_id is not None and invitee.person_id == meeting.minute_taker_id:
        raise Refused(_("Pencatat rapat selalu diundang. Ganti dulu pencatatnya."), obj=meeting)
    tokens.revoke(GUEST, invitee)
    _say_farewell(invitee)
    Invitee.objects.filter(pk=invitee.pk).delete()
    if gives_sight(meeting) and not invitee.is_guest:
        _take_sight(invitee, meeting, by)


def _say_farewell(invitee: Invitee) -> None:
    meeting, key = invitee.meeting, f"{UNINVITED}:{invitee.pk}"
    if invitee.is_guest:
        post([message(UNINVITED, key=key, address=invitee.email, about=meeting, name=invitee.name)])
        return
    group = invitee.organisation.group if invitee.organisation is not None else None
    found = get_user_model().objects.active()
    people = found.filter(groups=group) if group is not None else found.filter(pk=invitee.person_id)
    post([message(UNINVITED, key=f"{key}:{one.pk}", to=one, about=meeting) for one in people])


def _take_sight(invitee: Invitee, meeting: Meeting, by: Any) -> None:
    """Only what inviting gave: whoever called it, and the host, see it as long as it is there."""
    organisation = invitee.organisation
    if organisation is not None and organisation.pk != meeting.host_id:
        take("see", of=organisation.group, on=meeting.audience, by=by)
    if invitee.person is not None and invitee.person_id != meeting.called_by_id:
        take("see", of=invitee.person, on=meeting.audience, by=by)
