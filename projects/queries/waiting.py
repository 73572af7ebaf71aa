"""What waits for people in the projects."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, F, TextField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.contributions import WaitingRow
from projects.models import Partnership, Project
from projects.models.project import address, title_for

INVITED, OWED = "projects.partnership", "projects.update"
COLUMNS = ("waits", "pk", "to", "place", "name", "name_en", "org", "since", "due", "told_at", "sight", "keeper")


def waiting(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Invitations to partner that one of these people may answer, and running projects that owe an update, for their
    coordinators and partners. One query for both, because every home page asks it."""
    for waits, pk, to, place, name, name_en, org, since, due, told_at, sight, keeper in _invitations(people).union(
        *_owed(now, people)
    ):
        title = title_for(name, name_en)
        is_invited = waits == INVITED
        if is_invited:
            said = _("%(org)s diundang bermitra dalam %(project)s.") % {"org": org, "project": title}
        else:
            days = max((now - told_at).days, 1)
            said = _("%(project)s belum diperbarui %(n)s hari.") % {"project": title, "n": days}
        yield WaitingRow(
            person_id=to,
            kind=waits,
            object_id=pk,
            sentence=said,
            url=reverse("projects:partnership_answer", args=[place, pk])
            if is_invited
            else reverse("projects:update_create", args=[place]),
            since=since,
            due=due,
            action=_("Jawab") if is_invited else _("Perbarui"),
            page=reverse("projects:team_list", args=[place]) if is_invited else address(place, name),
            audience_id=sight,
            keeper_id=keeper,
        )


def named_here(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Of the second kind, which comes with the first: it only has a name and an icon of its own."""
    return ()


def _rows(things: Any, **columns: Any) -> Any:
    """One shape for the union."""
    return things.annotate(**columns).order_by().values_list(*COLUMNS)


def _invitations(people: Sequence[int]) -> Any:
    found = Partnership.objects.waiting().filter(
        organisation__group__user__in=people, project__in=Project.objects.taking_partners()
    )
    return _rows(
        found,
        waits=Value(INVITED, TextField()),
        to=F("organisation__group__user"),
        place=F("project_id"),
        name=F("project__title"),
        name_en=F("project__title_en"),
        org=F("organisation__name"),
        since=F("invited_at"),
        due=Value(None, DateTimeField()),
        told_at=F("project__updated_at"),
        sight=F("project__audience_id"),
        keeper=F("project__coordinator_id"),
    )


def _owed(now: datetime, people: Sequence[int]) -> Iterable[Any]:
    """For the coordinator, and for whoever speaks for a partner; who is both is told once."""
    silent = Project.objects.silent(now)
    partners = silent.filter(
        partnerships__state=Partnership.State.ACCEPTED, partnerships__organisation__group__user__in=people
    )
    mine = (
        (silent.filter(coordinator__in=people), F("coordinator")),
        (partners, F("partnerships__organisation__group__user")),
    )
    for found, to in mine:
        yield _rows(
            found,
            waits=Value(OWED, TextField()),
            to=to,
            place=F("pk"),
            name=F("title"),
            name_en=F("title_en"),
            org=Value("", TextField()),
            since=F("next_update_at"),
            due=F("next_update_at"),
            told_at=F("updated_at"),
            sight=F("audience_id"),
            keeper=F("coordinator_id"),
        )
