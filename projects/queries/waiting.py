"""What waits for people in the projects."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.offices import works_there
from approvals.models import Approval
from commons.audience import seen_by_each
from commons.calendar import at, office_day
from commons.contributions import WaitingRow
from commons.models import Visibility
from commons.statements import Given, OfPeople
from projects.models import PROPOSAL, Completion, Obstacle, Partnership, Project, Stage
from projects.models.project import address, title_for
from stakeholders.models import Sector

PARTNERSHIP, COMPLETION, RETURNED = "partnership", "completion", "returned"
OBSTACLE, UPDATE = "obstacle", "update"
NEVER = Cast(Value(None), DateTimeField())


def waiting(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """What one side asks of another: invitations to partner, projects said to be done, proposals that the office sent
    back, obstacles, and updates that are owed. One query for the five, because every home page asks it."""
    asked = WAITING(people, now=now)
    for what, pk, project, persons, who, title, title_en, audience, keeper, since, due, told_at in asked:
        days = max((now - told_at).days, 1) if told_at else 0
        due_on = _day(what, due)
        sentence, url, page, action = _said(what, pk, project, title_for(title, title_en), who=who, days=days)
        is_returned = what == RETURNED
        for person in persons:
            yield WaitingRow(
                person_id=person,
                kind=f"projects.{what}",
                object_id=pk,
                sentence=sentence,
                url=url,
                since=since,
                due=at(due_on, hour=17) if due_on and what == OBSTACLE else due,  # a day is theirs until five
                due_on=due_on,
                action=action,
                page=page,
                audience_id=None if is_returned else audience,  # between the office and whoever sent it
                keeper_id=None if is_returned else keeper,
            )


def _waiting(now: Any, people: Any) -> Any:
    others = (_to_confirm(people), _to_mend(people), _asked_about(people), _owed(now, people))
    return _invitations(people).union(*others, all=True)


WAITING = OfPeople(lambda people: _waiting(Given("now"), people))


def _day(what: str, due: datetime | None) -> date | None:
    """Where people are told a day. Of an obstacle it is one, which the database gave as its midnight in UTC."""
    if due is None or what == UPDATE:
        return None
    return due.date() if what == OBSTACLE else office_day(due)


def named_here(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Of the other kinds, which come with the first: each only has a name and an icon of its own."""
    return ()


def _said(what: str, pk: int, project: int, name: str, *, who: str, days: int) -> tuple[str, str, str, str]:
    """The sentence, where one acts, where one reads about it, and the word on the button."""
    if what == PARTNERSHIP:
        said = _("%(org)s diundang bermitra dalam %(project)s.") % {"org": who, "project": name}
        url = reverse("projects:partnership_answer", args=[project, pk])
        return said, url, reverse("projects:team_list", args=[project]), _("Jawab")
    if what == UPDATE:
        said = _("%(project)s belum diperbarui %(n)s hari.") % {"project": name, "n": days}
        return said, reverse("projects:update_create", args=[project]), address(project, name), _("Perbarui")
    if what == OBSTACLE:
        said = _("%(project)s meminta bantuan %(org)s.") % {"project": name, "org": who}
        page = f"{reverse('projects:obstacle_list', args=[project])}#kendala-{pk}"
        return said, reverse("projects:obstacle_answer", args=[project, pk]), page, _("Jawab")
    if what == RETURNED:
        url = reverse("projects:proposal_detail", args=[project])
        return _("Usulan %(project)s perlu diperbaiki.") % {"project": name}, url, url, _("Perbaiki")
    url = reverse("projects:completion_detail", args=[project, pk])
    return _("%(project)s diusulkan selesai.") % {"project": name}, url, url, _("Konfirmasi")


def _rows(things: Any, what: str, persons: Any, **columns: Any) -> Any:
    """`path` leads from the thing to its project."""
    path = columns.pop("path")
    return things.order_by().values_list(
        Value(what, TextField()),
        "pk",
        f"{path}pk",
        ArraySubquery(persons.order_by().values("pk").distinct()),
        columns.get("who", Value("", TextField())),
        f"{path}title",
        f"{path}title_en",
        f"{path}audience",
        f"{path}coordinator",
        columns["since"],
        columns.get("due", NEVER),
        columns.get("told_at", NEVER),
    )


def _invitations(people: Any) -> Any:
    persons = User.objects.filter(pk__in=people, groups=OuterRef("organisation__group"))
    found = Partnership.objects.waiting().filter(
        organisation__group__user__in=people, project__in=Project.objects.taking_partners()
    )
    who = Cast("organisation__name", TextField())
    return _rows(found.distinct(), PARTNERSHIP, persons, path="project__", who=who, since=F("invited_at"))


def _to_confirm(people: Any) -> Any:
    """Partners of another sector, and the office where it is not the office that asks."""
    partners = (
        Partnership.objects.accepted()
        .filter(project=OuterRef(OuterRef("project")))
        .exclude(organisation__sector=OuterRef(OuterRef("sector")))
    )
    office = works_there() & ~Q(side=Sector.GOVERNMENT)
    persons = (
        User.objects.filter(pk__in=people)
        .exclude(pk=OuterRef("proposed_by"))
        .annotate(there=OuterRef("project__audience"), side=ExpressionWrapper(OuterRef("sector"), TextField()))
        .filter(Q(groups__in=partners.values("organisation__group")) | office)
        .filter(seen_by_each("pk", "there"))
    )
    found = Completion.objects.waiting().filter(project__stage=Stage.ACTIVE)
    return _rows(found, COMPLETION, persons, path="project__", since=F("proposed_at"), due=F("due_at"))


def _to_mend(people: Any) -> Any:
    returned = Approval.objects.filter(kind=PROPOSAL, object_id=OuterRef("pk"), state=Approval.State.RETURNED)
    persons = User.objects.filter(pk=OuterRef("proposal__proposed_by"))
    sent_back = Subquery(returned.order_by().values("decided_at")[:1])
    found = Project.objects.filter(stage=Stage.PROPOSED, proposal__proposed_by__in=people)
    found = found.annotate(sent_back=sent_back).exclude(sent_back=None)
    return _rows(found, RETURNED, persons, path="", since=F("sent_back"))


def _asked_about(people: Any) -> Any:
    """Unanswered obstacles; a private project is named to those only who still take part."""
    persons = User.objects.filter(pk__in=people, groups=OuterRef("asked__group"))
    takes_part = Partnership.objects.accepted().filter(project=OuterRef("project"), organisation=OuterRef("asked"))
    is_theirs = Q(project__lead=F("asked")) | Exists(takes_part)
    found = Obstacle.objects.unanswered().filter(
        ~Q(project__audience__visibility=Visibility.PRIVATE) | is_theirs,
        asked__group__user__in=people,
        project__in=Project.objects.taking_partners(),
    )
    due, who = Cast("due_on", DateTimeField()), Cast("asked__name", TextField())
    return _rows(found.distinct(), OBSTACLE, persons, path="project__", who=who, since=F("created_at"), due=due)


def _owed(now: Any, people: Any) -> Any:
    """Running projects without an update in their rhythm: for the coordinator, and for whoever speaks for a partner."""
    partners = Partnership.objects.accepted().filter(project=OuterRef(OuterRef("pk")))
    mine = Partnership.objects.accepted().filter(project=OuterRef("pk"), organisation__group__user__in=people)
    persons = User.objects.filter(pk__in=people).filter(
        Q(pk=OuterRef("coordinator")) | Q(groups__in=partners.values("organisation__group"))
    )
    found = Project.objects.silent(now).filter(Q(coordinator__in=people) | Exists(mine))
    since = F("next_update_at")
    return _rows(found, UPDATE, persons, path="", since=since, due=since, told_at=F("updated_at"))
