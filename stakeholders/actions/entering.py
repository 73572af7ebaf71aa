"""Many organisations at once, as an import brings them: in a fixed number of statements for each five hundred."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from activity.actions import name_threads, open_threads
from activity.models import Thread
from commons.models import Audience, RightEntry
from stakeholders.models import ContactPerson, ImportRow, Organisation
from stakeholders.tables.known import CONTACT_FIELDS, TEXTS

BATCH = 500
VERIFIED = "verified"  # what they hold by being brought in
Rows = Sequence[ImportRow]
Outcome = ImportRow.Outcome
STANDS_ON: tuple[tuple[Any, str], ...] = ((Group, "group"), (Thread, "thread"), (Audience, "audience"))


def lock_organisations(rows: Rows) -> None:
    """Those that are there already, in the order of their numbers."""
    numbers = {row.organisation_id for row in rows if row.organisation_id}
    list(Organisation.objects.held().filter(pk__in=numbers).order_by("pk").values("pk"))


def lock_what_is_removed(rows: Rows) -> None:
    """Before what came in is removed: whoever hangs something on it in this moment waits, and finds it gone.

    The caller has raised the epoch: whoever gives or takes a right holds it when their rows are checked.
    """
    found = Organisation.objects.filter(pk__in=_brought(rows))
    for model, field in ((Organisation, "pk"), *STANDS_ON):
        list(model.objects.select_for_update().filter(pk__in=found.values(field)).order_by("pk").values("pk"))


def _brought(rows: Rows) -> list[int]:
    return [row.organisation_id for row in rows if _is_first(row) and row.organisation_id]


def _is_first(row: ImportRow) -> bool:
    return row.outcome == Outcome.NEW and row.same_as is None


def create(rows: Rows, by: Any) -> None:
    """New ones, verified by whoever brings them in; each with an audience, a thread and a group of its own."""
    firsts = [row for row in rows if _is_first(row)]
    audiences = Audience.objects.bulk_create([Audience() for _ in firsts], batch_size=BATCH)
    threads = open_threads("stakeholders.organisation", audiences)
    groups = Group.objects.bulk_create([Group(name=f"organisation thread {t.pk}") for t in threads], batch_size=BATCH)
    now = timezone.now()
    made = [
        Organisation(
            **{code: row.facts[code] for code in TEXTS if code in row.facts},
            parent_id=row.facts.get("parent"),
            audience=audience, thread=thread, group=group,
            state=Organisation.State.VERIFIED, verified_at=now, verified_by=by,
        )
        for row, audience, thread, group in zip(firsts, audiences, threads, groups, strict=True)
    ]  # fmt: skip
    Organisation.objects.bulk_create(made, batch_size=BATCH)
    name_threads(threads, made)
    _note(RightEntry.What.GIVEN, [one.pk for one in made], by)
    for row, organisation in zip(firsts, made, strict=True):
        row.organisation = organisation
    _follow_first(rows, firsts)
    ImportRow.objects.bulk_update([r for r in rows if r.outcome == Outcome.NEW], ["organisation"], batch_size=BATCH)
    _place(firsts, "facts")


def _note(what: str, numbers: Iterable[int], by: Any) -> None:
    """That they were verified, or are no more: entries that outlive an import that is undone."""
    thing = Organisation._meta.label
    RightEntry.objects.bulk_create(
        [RightEntry(what=what, held=VERIFIED, thing=thing, thing_id=pk, by=by) for pk in numbers], batch_size=BATCH
    )


def _follow_first(rows: Rows, firsts: Rows) -> None:
    """Further rows about a new organisation belong to it too."""
    made = {row.number: row.organisation for row in firsts}
    for row in rows:
        if row.same_as in made:
            row.organisation = made[row.same_as]


def change(rows: Rows) -> None:
    """What is there already becomes what the file says."""
    _set([row for row in rows if row.outcome == Outcome.CHANGED and row.facts], "facts")


def change_back(rows: Rows) -> None:
    """And becomes what it was."""
    _set([row for row in rows if row.outcome == Outcome.CHANGED and row.before], "before")


def _set(rows: Rows, which: str) -> None:
    organisations = Organisation.objects.in_bulk([row.organisation_id for row in rows])
    for row in rows:
        told, one = getattr(row, which), organisations[row.organisation_id]
        for code in TEXTS:
            setattr(one, code, told.get(code, getattr(one, code)))  # one of before it was a column says nothing of it
        one.parent_id = told.get("parent", one.parent_id)
    Organisation.objects.bulk_update(organisations.values(), [*TEXTS, "parent"], batch_size=BATCH)
    for field in ("areas", "themes"):
        getattr(Organisation, field).through.objects.filter(organisation__in=organisations).delete()
    _place(rows, which)


def _place(rows: Iterable[ImportRow], which: str) -> None:
    for field, name in (("areas", "area_id"), ("themes", "theme_id")):
        through: Any = getattr(Organisation, field).through
        links = [
            through(organisation_id=row.organisation_id, **{name: pk})
            for row in rows
            for pk in getattr(row, which)[field]
        ]
        through.objects.bulk_create(links, batch_size=BATCH)


def keep_contacts(rows: Rows) -> None:
    """Contact people: new ones, and what is told anew of those that are known."""
    named = [row for row in rows if row.contact]
    new = [
        ContactPerson(organisation_id=row.organisation_id, **_person(row.contact))  # type: ignore[misc]
        for row in named
        if not row.contact_before
    ]
    ContactPerson.objects.bulk_create(new, batch_size=BATCH)
    _tell([row for row in named if row.contact_before], "contact")


def give_contacts_back(rows: Rows) -> None:
    """New ones go, the others are told as they were."""
    named = [row for row in rows if row.contact]
    gone = {(r.organisation_id, r.contact["contact_name"]) for r in named if not r.contact_before}
    there = ContactPerson.objects.filter(organisation__in={pk for pk, _ in gone})
    ContactPerson.objects.filter(pk__in=[one.pk for one in there if (one.organisation_id, one.name) in gone]).delete()
    _tell([row for row in named if row.contact_before], "contact_before")


def _tell(rows: Rows, which: str) -> None:
    told = {(row.organisation_id, row.contact["contact_name"]): getattr(row, which) for row in rows}
    known = ContactPerson.objects.filter(organisation__in={pk for pk, _ in told})
    people = [one for one in known if (one.organisation_id, one.name) in told]
    for one in people:
        for field, value in _person(told[one.organisation_id, one.name]).items():
            setattr(one, field, value)
    ContactPerson.objects.bulk_update(people, CONTACT_FIELDS.values(), batch_size=BATCH)


def _person(contact: dict[str, str]) -> dict[str, str]:
    return {name: contact[code] for code, name in CONTACT_FIELDS.items()}


def remove(rows: Rows, by: Any) -> None:
    """Organisations that came in, with what they stood on; nothing else hangs on them."""
    found = Organisation.objects.filter(pk__in=_brought(rows))
    stood_on = list(found.values_list(*(field for _, field in STANDS_ON)))
    _note(RightEntry.What.TAKEN, [*found.values_list("pk", flat=True)], by)
    found.delete()
    for (model, _), ids in zip(STANDS_ON, zip(*stood_on, strict=True), strict=False):
        model.objects.filter(pk__in=ids).delete()
