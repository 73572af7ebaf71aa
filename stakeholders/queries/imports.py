"""Imports on their pages: what a file would do, whether it still would, and whether it can be undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from activity.models import Thread
from commons.models import Area, Audience, Theme
from commons.models.area import area_names, theme_names
from stakeholders.models import ContactPerson, Import, ImportRow, Invitation, Membership, Organisation, Sector
from stakeholders.queries.kinds import known_kinds
from stakeholders.tables.columns import label_of
from stakeholders.tables.known import Known, contacts_of, facts_with_places, key_of

PREVIEW = "stakeholders.import_preview"
OUTCOME = "hasil"
OURS = (Organisation, Import, ImportRow, ContactPerson)
PARENT = Organisation._meta.get_field("parent")
MOST_REASONS = 20
Change = tuple[str, str, str]


@dataclass(frozen=True)
class Tab:
    """Rows of one outcome, as a link with their number."""

    label: str
    url: str
    count: int
    current: bool


def past_imports() -> QuerySet[Import]:
    """The newest first; twenty are enough to find the last one."""
    return Import.objects.for_page().newest()[:20]


def fault_rows(batch: Import) -> Iterator[tuple[int, str, str, str]]:
    """Every fault of the file in the order of its rows: row, column, name, sentence."""
    for row in batch.rows.faulty().order_by("number").iterator(chunk_size=500):
        for column, sentence in row.sentences:
            yield row.number, column, row.name, sentence


def outcome_tabs(batch: Import, chosen: str) -> list[Tab]:
    """All of the rows, then each outcome that the file has."""
    counts = batch.rows.counts()
    path = batch.get_absolute_url()
    return [
        Tab(_("Semua"), path, sum(counts.values()), not chosen),
        *(
            Tab(str(one.label), f"{path}?{OUTCOME}={one}", counts[one], chosen == one)
            for one in ImportRow.Outcome
            if one in counts
        ),
    ]


def rows_of(batch: Import, chosen: str) -> QuerySet[ImportRow]:
    """The rows with this outcome; an unknown one narrows nothing."""
    return batch.rows.filter(outcome=chosen) if chosen in ImportRow.Outcome.values else batch.rows.all()


def stale_name(rows: Sequence[ImportRow], by: Any) -> str:
    """An organisation that is no longer what the preview compared the file with; empty when all are."""
    known = Known(by)
    numbers = {row.organisation_id for row in rows if row.organisation_id}
    facts, contacts = known.facts(numbers), contacts_of(numbers)
    for row in rows:
        parent = row.facts.get("parent")
        if parent and parent != row.before.get("parent") and not known.is_verified(parent):
            return row.name
        there = facts.get(row.organisation_id or 0, {})
        person = contacts.get(row.organisation_id or 0, {}).get(key_of(row.contact.get("contact_name", "")), {})
        if row.outcome == ImportRow.Outcome.NEW:
            is_stale = key_of(row.facts.get("name", "")) in known.by_key if row.facts else False
        else:
            is_stale = not there or any(there[code] != value for code, value in row.before.items())
        if is_stale or (row.contact and person != row.contact_before):
            return row.name
    return ""


def importable() -> list[tuple[str, str]]:
    """What may stand in the columns that are chosen from: the heading, and the words."""
    themes = Theme.objects.values_list("name", "name_en")
    places = Area.objects.placeable().values_list("level", "number", "name")
    return [
        (label_of("sector"), ", ".join(str(sector.label) for sector in Sector)),
        *(
            (f"{label_of('kind')}: {sector.label}", ", ".join(k.name for k in known_kinds() if k.sector == sector))
            for sector in Sector
        ),
        (label_of("themes"), ", ".join(theme_names(themes)) or "–"),
        (label_of("areas"), ", ".join(area_names(places)) or "–"),
    ]


def last_done() -> Import | None:
    """The only one that can be undone."""
    return Import.objects.filter(state=Import.State.DONE).order_by("-done_at").first()


def why_not_carried_out(batch: Import) -> str:
    """Why an import that was looked through can't be carried out; empty when it can."""
    if not batch.is_read:
        return _("Impor ini sudah diputuskan. Unggah berkasnya lagi bila perlu.")
    if batch.rows.faulty().exists():
        return _("Masih ada baris yang salah isi. Perbaiki berkasnya, lalu unggah lagi.")
    return ""


def why_not_undone(batch: Import) -> str:
    """Why an import is not the one that can be undone; empty when it is."""
    return "" if batch == last_done() else _("Hanya impor yang terakhir yang dapat diurungkan.")


def hindrances_of(batch: Import) -> list[str]:
    """The same, for the page that asks whether to undo it."""
    return hindrances(list(batch.rows.to_write()))


def hindrances(rows: Sequence[ImportRow]) -> list[str]:
    """Why an import can't be undone: what somebody changed since, and what hangs on organisations that it brought."""
    numbers = {row.organisation_id for row in rows if row.organisation_id}
    found = {one.pk: one for one in Organisation.objects.filter(pk__in=numbers)}
    facts, contacts = _facts_now(numbers)
    brought = [row.organisation_id for row in rows if row.outcome == ImportRow.Outcome.NEW]
    used = _uses([found[pk] for pk in dict.fromkeys(brought) if pk in found])
    sentences = list(dict.fromkeys(_changed_since(rows, found, facts, contacts)))
    sentences += [
        _("%(name)s sudah dipakai: %(what)s.") % {"name": found[pk].name, "what": ", ".join(sorted(what))}
        for pk, what in used.items()
    ]
    more = len(sentences) - MOST_REASONS
    return sentences[:MOST_REASONS] + ([_("Dan %s lagi.") % more] if more > 0 else [])


def _facts_now(numbers: set[int]) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, dict[str, str]]]]:
    now = {row["pk"]: row for row in facts_with_places(Organisation.objects.filter(pk__in=numbers))}
    return now, contacts_of(numbers)


def _changed_since(rows: Sequence[ImportRow], found: Any, facts: Any, contacts: Any) -> Iterator[str]:
    for row in rows:
        pk = row.organisation_id or 0
        if pk not in found:
            yield _("%s sudah tidak ada.") % row.name
            continue
        person = contacts.get(pk, {}).get(key_of(row.contact.get("contact_name", "")), {})
        is_new = row.outcome == ImportRow.Outcome.NEW
        if is_new and found[pk].state != Organisation.State.VERIFIED:
            yield _("%(name)s berubah status setelah impor.") % {"name": row.name}
        if any(facts[pk][code] != value for code, value in row.facts.items()):
            yield _("%(name)s sudah diubah setelah impor.") % {"name": row.name}
        if row.contact and person != row.contact:
            yield _("Narahubung %(name)s sudah diubah setelah impor.") % {"name": row.name}


def _uses(organisations: list[Organisation]) -> dict[int, set[str]]:
    """By organisation, in words, what points at it, its group, its thread or its audience; one statement a relation.

    Higher apps are found by the relations of the models, so that none of them needs to be named here.
    """
    used: dict[int, set[str]] = {}
    words = {Membership: _("perwakilan"), Invitation: _("undangan"), Organisation: _("organisasi di bawahnya")}
    for model, field in ((Organisation, "pk"), (Group, "group_id"), (Thread, "thread_id"), (Audience, "audience_id")):
        owners = {getattr(one, field): one.pk for one in organisations}
        for other, column in _pointing_at(model):
            pointed = other._base_manager.filter(**{f"{column}__in": owners}).values_list(column, flat=True).distinct()
            for pk in pointed:
                used.setdefault(owners[pk], set()).add(words.get(other, _("di bagian lain")))
    return used


def _pointing_at(model: type[Model]) -> Iterator[tuple[Any, str]]:
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            other: Any = relation.related_model
            is_ours = other in OURS and relation.field is not PARENT
            if not (is_ours or (other is Thread and model is Audience) or other._meta.auto_created is Organisation):
                yield other, relation.field.name


def with_changes(rows: Sequence[ImportRow]) -> list[tuple[ImportRow, list[Change]]]:
    """Each row with what it would change: heading, before, after, in the words that a person reads."""
    names: dict[str, dict[Any, str]] = {
        "sector": {one.value: str(one.label) for one in Sector},
        "kind": {k.code: k.name for k in known_kinds()},
    }
    if any(row.before for row in rows):
        names["areas"] = {area.pk: str(area) for area in Area.objects.placeable()}
        names["themes"] = {theme.pk: str(theme) for theme in Theme.objects.all()}
        parents = {told.get("parent") for row in rows for told in (row.before, row.facts)} - {None}
        names["parent"] = dict(Organisation.objects.filter(pk__in=parents).values_list("pk", "name"))
    return [(row, [_readable(change, names) for change in row.changes]) for row in rows]


def _readable(change: tuple[str, Any, Any], names: dict[str, dict[Any, str]]) -> Change:
    code, *values = change
    known = names.get(code, {})
    old, new = (
        ", ".join(known.get(one, str(one)) for one in value)
        if isinstance(value, list)
        else str(known.get(value, value) or "–")
        for value in values
    )
    return label_of(code), old or "–", new or "–"
