"""What waits for people in the registry."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from commons.contributions import WaitingRow
from commons.models import Area
from commons.models.area import area_name
from commons.statements import Given, OfPeople
from stakeholders.models import RW_KIND, Invitation, JoinRequest, Membership, Organisation, Residency


def waiting_people(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """What one person asks of another, and what the office sent back: invitations, requests to join, residences to
    confirm, registrations to mend. One query for the four, because every home page asks it."""
    for kind, pk, persons, who, what, place, since, due in WAITING(people, now=now):
        sentence, url = _said(kind, pk, who, what, place)
        for person in persons:
            yield WaitingRow(
                person_id=person,
                kind=f"stakeholders.{kind}",
                object_id=pk,
                sentence=sentence,
                url=url,
                since=since,
                due=due,
                action=_("Perbaiki") if kind == "returned" else _("Jawab"),
            )


def _waiting(now: Any, people: Any) -> Any:
    return _invitations(now, people).union(_join_requests(people), _residencies(people), _returned(people), all=True)


WAITING = OfPeople(lambda people: _waiting(Given("now"), people))


def _said(kind: str, pk: int, who: str, what: str, place: int) -> tuple[str, str]:
    if kind == "invitation":
        return _("Anda diundang mewakili %(name)s.") % {"name": what}, reverse(
            "stakeholders:invitation_answer", args=[pk]
        )
    if kind == "join_request":
        said = _("%(person)s ingin bergabung dengan %(org)s.") % {"person": who, "org": what}
        return said, reverse("stakeholders:join_answer", args=[place, pk])
    if kind == "returned":
        said = _("Pendaftaran %(name)s perlu diperbaiki.") % {"name": what}
        return said, reverse("stakeholders:organisation_edit", args=[place])
    area = area_name(Area.Level.RW, int(what), "")
    said = _("%(person)s meminta konfirmasi sebagai warga %(area)s.") % {"person": who, "area": area}
    return said, reverse("stakeholders:residency_answer", args=[pk])


COLUMNS = ("waits", "pk", "persons", "who", "what", "place", "since", "due")


def _rows(things: Any, **columns: Any) -> Any:
    """One shape for the union; without the rows that wait for none of the people."""
    named = {name: columns[name] for name in ("waits", "persons", "who", "what", "place", "since", "due")}
    return things.annotate(**named).exclude(persons=[]).order_by().values_list(*COLUMNS)


def _invitations(now: Any, people: Any) -> Any:
    """Open ones whose address one of these people has confirmed."""
    addresses = EmailAddress.objects.filter(verified=True, user__in=people).annotate(lower=Lower("email"))
    return _rows(
        Invitation.objects.unanswered().filter(expires_at__gt=now),
        waits=Value("invitation", TextField()),
        persons=ArraySubquery(addresses.filter(lower=Lower(OuterRef("email"))).values("user_id")),
        who=Value("", TextField()),
        what=F("organisation__name"),
        place=F("organisation_id"),
        since=F("created_at"),
        due=F("expires_at"),
    )


def _join_requests(people: Any) -> Any:
    """Members who ask to join, for the managers of the organisation."""
    managers = Membership.objects.active().managers().filter(organisation=OuterRef("organisation"), person__in=people)
    return _rows(
        JoinRequest.objects.open().filter(
            person__is_active=True, person__leaves_at=None, organisation__state=Organisation.State.VERIFIED
        ),
        waits=Value("join_request", TextField()),
        persons=ArraySubquery(managers.values("person_id")),
        who=F("person__name"),
        what=F("organisation__name"),
        place=F("organisation_id"),
        since=F("asked_at"),
        due=Value(None, DateTimeField()),
    )


def _residencies(people: Any) -> Any:
    """Members who ask to be confirmed: for those who speak for the RW; where nobody does, for the office."""
    speaks = (
        Membership.objects.active()
        .exclude(person=OuterRef("person"))
        .filter(
            organisation__state=Organisation.State.VERIFIED,
            organisation__kind=RW_KIND,
            organisation__areas=OuterRef("area"),
        )
    )
    office = User.objects.of_the_office().filter(pk__in=people).exclude(pk=OuterRef("person")).order_by()
    return _rows(
        Residency.objects.open().filter(person__is_active=True, person__leaves_at=None),
        waits=Value("residency", TextField()),
        persons=Case(
            When(Exists(speaks), then=ArraySubquery(speaks.filter(person__in=people).values("person_id").distinct())),
            default=ArraySubquery(office.values("pk")),
        ),
        who=F("person__name"),
        what=Cast("area__number", TextField()),
        place=F("area_id"),
        since=F("asked_at"),
        due=Value(None, DateTimeField()),
    )


def _returned(people: Any) -> Any:
    """Registrations that were returned, for the managers who sent them in."""
    managers = Membership.objects.active().managers().filter(organisation=OuterRef("pk"), person__in=people)
    return _rows(
        Organisation.objects.filter(state=Organisation.State.RETURNED),
        waits=Value("returned", TextField()),
        persons=ArraySubquery(managers.values("person_id")),
        who=Value("", TextField()),
        what=F("name"),
        place=F("pk"),
        since=Coalesce("submitted_at", "created_at"),
        due=Value(None, DateTimeField()),
    )
