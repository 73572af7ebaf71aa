"""To be invited to a series is to be invited to all its meetings to come; so is being asked no more."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from commons.audience import take_each
from mail import tokens
from mail.actions import message, post
from meetings.actions.invitations import Guest, add_invitees, gives_sight
from meetings.actions.locking import locked_meetings, locked_series
from meetings.actions.making import invite_each, let_see_each
from meetings.actions.series import ensure_few
from meetings.actions.telling import CALLED, GUEST, invited, post_series_to_guests
from meetings.models import Invitee, Meeting, MeetingSeries, SeriesInvitee
from stakeholders.models import Organisation

SERIES_UNINVITED = "meetings.series_uninvited"


def same_in(meetings: Iterable[Meeting], one: Any) -> Any:
    """The invitations to these meetings that mean the same person, organisation or address."""
    whom = Q(email__iexact=one.email) if one.email else Q(person=one.person_id, organisation=one.organisation_id)
    return Invitee.objects.filter(whom, meeting__in=list(meetings))


@transaction.atomic
def invite_to_series(
    *,
    series: MeetingSeries,
    by: Any,
    organisations: Iterable[Organisation] = (),
    people: Iterable[Any] = (),
    guests: Iterable[Guest] = (),
) -> list[SeriesInvitee]:
    """Invite more to all meetings to come, by one notification each; who was invited to some of them keeps what they
    answered there. Returns the new ones. Locks the series and its meetings.

    Raises:
        Refused: all of them are invited already, too many, or one may not see the project that the series belongs to.
    """
    series = locked_series(series.pk)
    ensure(by, "meetings.invite_to_series", series)
    new = add_invitees(series, by=by, organisations=organisations, people=people, guests=guests)
    if not new:
        raise Refused(_("Semua yang Anda pilih sudah diundang."), obj=series)
    ensure_few(series)
    coming = locked_meetings(series.coming())
    invite_each(coming, new)
    record("meetings.series_people_invited", actor=by, target=series, thread=series.thread, to=invited(new))
    post_series_to_guests(new, series, CALLED)
    whom = [who for _reason, who in invited(new)]  # no others: who was asked no more to one of them stays out of it
    let_see_each(series, coming, whom, by=by)
    return new


@transaction.atomic
def uninvite_from_series(*, invitee: SeriesInvitee, by: Any) -> None:
    """Take the invitation to all meetings to come back, with the links and the right to see; one letter, one CANCEL.
    What was held stays as it was; who was to take the minutes takes them no more, and another can be named. Locks the
    series and its meetings.

    Raises:
        Refused: the chair stays invited, and who takes the minutes of the meeting that is being held.
    """
    series = locked_series(invitee.series_id)
    invitee = series.invitees.select_related("person", "organisation__group").get(pk=invitee.pk)
    invitee.series = series
    ensure(by, "meetings.invite_to_series", invitee)
    if invitee.person_id == series.chair_id:
        raise Refused(_("Pemimpin rapat selalu diundang."), obj=series)
    coming = locked_meetings(series.coming())
    if invitee.person is not None:
        _free_of_minutes(invitee.person, series, coming)
    theirs = same_in(coming, invitee)
    for one in theirs.guests():
        tokens.revoke(GUEST, one)
    theirs.delete()
    _say_farewell(invitee)
    SeriesInvitee.objects.filter(pk=invitee.pk).delete()
    if gives_sight(series) and not invitee.is_guest:
        _take_sight(invitee, coming, by)


def _free_of_minutes(person: Any, series: MeetingSeries, coming: list[Meeting]) -> None:
    theirs = [one for one in coming if one.minute_taker_id == person.pk]
    if any(one.has_begun for one in theirs):
        raise Refused(_("Pencatat rapat selalu diundang. Ganti dulu pencatatnya."), obj=series)
    Meeting.objects.filter(pk__in=[one.pk for one in theirs]).update(minute_taker=None)
    MeetingSeries.objects.filter(pk=series.pk, minute_taker=person).update(minute_taker=None)


def _say_farewell(invitee: SeriesInvitee) -> None:
    series, key = invitee.series, f"{SERIES_UNINVITED}:{invitee.pk}"
    if invitee.is_guest:
        post([message(SERIES_UNINVITED, key=key, address=invitee.email, about=series, name=invitee.name)])
        return
    group = invitee.organisation.group if invitee.organisation is not None else None
    found = get_user_model().objects.active()
    people = found.filter(groups=group) if group is not None else found.filter(pk=invitee.person_id)
    post([message(SERIES_UNINVITED, key=f"{key}:{one.pk}", to=one, about=series) for one in people])


def _take_sight(invitee: SeriesInvitee, coming: list[Meeting], by: Any) -> None:
    """Only what inviting gave: whoever called it, and the host, see it as long as it is there."""
    series, organisation = invitee.series, invitee.organisation
    whom: list[Any] = []
    if organisation is not None and organisation.pk != series.host_id:
        whom.append(organisation.group)
    if invitee.person is not None and invitee.person_id != series.called_by_id:
        whom.append(invitee.person)
    take_each("see", of=whom, on=[series.audience, *(one.audience for one in coming)], by=by)
