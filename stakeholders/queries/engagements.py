"""The office's log: of one organisation, what its next steps wait for, and whom nobody has talked to for long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from activity.models import Thread
from commons import formats
from commons.access import can
from commons.audience import seen_by_each
from commons.calendar import end_of, today
from commons.contributions import Card, WaitingRow
from commons.models import Visibility
from commons.nested import objects
from commons.statements import OfPeople
from stakeholders.models import OFFICE_KIND, Engagement, EngagementEntry, Organisation
from stakeholders.models.engagement import LOG
from stakeholders.queries.shown import shown_of

NEWEST = ("-happened_on", "-pk")
LONGEST_AGO = ("reached_on", "pk")
SILENT = timedelta(days=90)
NEVER = date(1900, 1, 1)
SHOWN_ON_DESK = 5
SILENT_PATH = "/direktori/belum-dihubungi/"
FACTS = ("kind", "happened_on", "names", "summary", "next_step", "owner", "due_on")
ICONS = {
    Engagement.Kind.MEETING: "users",
    Engagement.Kind.CALL: "phone",
    Engagement.Kind.VISIT: "map-pin",
    Engagement.Kind.LETTER: "mail",
}


def log_path(organisation_id: int) -> str:
    return f"/direktori/{organisation_id}/catatan/"


def engagements_of(organisation: Organisation, user: Any) -> QuerySet[Engagement]:
    """Its log with everybody named, in a fixed number of statements."""
    found = Engagement.objects.visible_to(user).inside(organisation).select_related("author", "owner", "organisation")
    return found.prefetch_related("ours", "theirs", "entries__by")


@dataclass(frozen=True)
class Addition:
    """What became of an entry, in words."""

    label: str
    by: str
    at: str
    text: str


@dataclass(frozen=True)
class Line:
    """An entry of the log as it is read."""

    engagement: Engagement
    icon: str
    ours: str
    theirs: str
    additions: list[Addition]


def lines(engagements: Iterable[Engagement]) -> list[Line]:
    """Of `engagements_of`."""
    return [
        Line(
            engagement=one,
            icon=ICONS[Engagement.Kind(one.kind)],
            ours=", ".join(person.display_name for person in one.ours.all()),
            theirs=", ".join(
                [*(person.display_name for person in one.theirs.all()), *([one.names] if one.names else [])]
            ),
            additions=[_addition(entry) for entry in one.entries.all()],
        )
        for one in engagements
    ]


def _addition(entry: EngagementEntry) -> Addition:
    text = entry.text or _before(entry.before)
    return Addition(str(entry.get_what_display()), entry.by.display_name, formats.stamp(entry.at), text)


def _before(before: dict[str, str]) -> str:
    """What stood there until it was corrected."""
    if not before:
        return ""
    kind = before["kind"]
    said = str(Engagement.Kind(kind).label) if kind in Engagement.Kind.values else kind
    day = formats.short_date(date.fromisoformat(before["happened_on"]))
    parts = [said, day, before["names"], before["summary"], before["next_step"]]
    return _("Semula: %(text)s") % {"text": " · ".join(part for part in parts if part)}


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """The newest entries, for the office; for everybody else there is no such panel."""
    if not can(user, "stakeholders.keep_engagements", organisation):
        return None
    newest = objects(Engagement, shown_of(organisation, user)["engagements"])
    rows = [
        {
            "title": f"{one.get_kind_display()}, {formats.short_date(one.happened_on)}",
            "url": one.get_absolute_url(),
            "detail": one.summary,
        }
        for one in newest
    ]
    return {"rows": rows, "url": log_path(organisation.pk)}


def office_people() -> QuerySet[Any]:
    """Who works at the office, by name."""
    return User.objects.active().of_the_office().filter(leaves_at=None).order_by("name", "pk")


def their_people(organisation: Organisation) -> QuerySet[Any]:
    """Who speaks for it now, by name."""
    found = organisation.memberships.active().values("person")
    return User.objects.filter(pk__in=found).order_by("name", "pk")


def facts_of(engagement: Engagement) -> dict[str, Any]:
    """What the form of an entry begins with."""
    return {
        **{name: getattr(engagement, name) for name in FACTS if name != "owner"},
        "owner": engagement.owner_id,
        "ours": engagement.ours.all(),
        "theirs": engagement.theirs.all(),
    }


def silent(user: Any) -> QuerySet[Organisation]:
    """Verified organisations that nobody of the office has dealt with for 90 days, the longest ago in front.

    `reached_on` is the last time; who was never reached comes first. The kelurahan has no need to call itself.
    """
    last = Engagement.objects.filter(organisation=OuterRef("pk")).order_by("-happened_on").values("happened_on")[:1]
    reached = Coalesce(Subquery(last), Value(NEVER), output_field=DateField())
    others = Organisation.objects.visible_to(user).verified().exclude(kind=OFFICE_KIND)
    found = others.annotate(reached_on=reached)
    return found.filter(reached_on__lt=today() - SILENT)


@dataclass(frozen=True)
class SilentRow:
    """An organisation in the list of the silent, in words."""

    url: str
    title: str
    detail: str
    log_url: str


def silent_rows(found: Iterable[Any]) -> list[SilentRow]:
    """Of `silent`."""
    return [SilentRow(one.get_absolute_url(), one.name, _last(one.reached_on), log_path(one.pk)) for one in found]


def _last(reached_on: date) -> str:
    if reached_on == NEVER:
        return _("Belum pernah tercatat")
    return _("Terakhir %(date)s") % {"date": formats.short_date(reached_on)}


def silent_card(user: Any) -> dict[str, Any] | None:
    """The first of them on the desk. One query."""
    shown = silent_rows(silent(user).order_by(*LONGEST_AGO)[:SHOWN_ON_DESK])
    return {"rows": shown, "more": SILENT_PATH, "more_label": _("Semua")} if shown else None


def log_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """The logs of these organisations, for those who may know of them."""
    known = Thread.objects.visible_to(user).filter(kind=LOG, object_id__in=list(ids)).values("object_id")
    found = Organisation.objects.visible_to(user).filter(pk__in=known)
    return {one.pk: Card(one.pk, one.name, log_path(one.pk), _("Catatan kontak"), "clipboard-list") for one in found}


def waiting_steps(now: datetime, people: Sequence[int]) -> Iterable[WaitingRow]:
    """Next steps of these people, as long as they are of the office."""
    for one in WAITING(people):
        is_known = one.organisation.audience.visibility == Visibility.PUBLIC  # else its name is no desk's to show
        yield WaitingRow(
            person_id=one.owner_id,
            kind="stakeholders.next_step",
            object_id=one.pk,
            sentence=_("Langkah berikutnya dengan %(name)s: %(step)s.")
            % {"name": one.organisation.name, "step": one.next_step.rstrip(".")},
            url=one.get_absolute_url(),
            since=one.created_at,
            due=end_of(one.due_on),
            due_on=one.due_on,
            action=_("Buka catatan"),
            audience_id=one.thread.audience_id if is_known else None,
        )


def _waiting(people: Any) -> QuerySet[Engagement]:
    found = Engagement.objects.undone().filter(owner__in=people).filter(seen_by_each("owner", "thread__audience"))
    return found.select_related("organisation__audience", "thread")


WAITING = OfPeople(_waiting)
