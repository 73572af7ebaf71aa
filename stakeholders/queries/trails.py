"""What the registry keeps of suspensions, of files that were taken out, and of rights on single things, in words."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.models import Thread
from commons import contributions, formats
from commons.contributions import Reference
from commons.formats import number
from commons.models import Audience, RightEntry
from commons.windows import Line
from stakeholders.models import ExportEntry, Organisation, StateChange

UNKNOWN = "–"
OFFICES = {
    "staff": gettext_lazy("Petugas kelurahan"),
    "leader": gettext_lazy("Pimpinan kelurahan"),
    "deputy": gettext_lazy("Pelaksana pimpinan"),
}
HELD = {
    "see": gettext_lazy("melihat"),
    "post_status": gettext_lazy("mengirim kabar proyek"),
    "moderate": gettext_lazy("mengurus kategori forum"),
    "verified": gettext_lazy("terverifikasi lewat impor"),
}


def states() -> QuerySet[StateChange]:
    return StateChange.objects.select_related("author")


def state_lines(changes: Sequence[StateChange], user: Any) -> list[Line]:
    """*Dibekukan: Karang Taruna Pelita*, by whom and why. One query."""
    found = Organisation.objects.visible_to(user).filter(pk__in={change.organisation_id for change in changes})
    names = dict(found.values_list("pk", "name"))
    return [
        _line(
            _("%(what)s: %(whom)s")
            % {"what": change.get_after_display(), "whom": names.get(change.organisation_id, UNKNOWN)},
            change.author,
            change.created_at,
            change.reason,
        )
        for change in changes
    ]


def exports() -> QuerySet[ExportEntry]:
    return ExportEntry.objects.select_related("person")


def export_lines(entries: Sequence[ExportEntry], user: Any) -> list[Line]:
    """*Direktori diunduh (XLSX)*, by whom, how much, and whether contacts were in it."""
    return [
        _line(
            _("Direktori diunduh (%(form)s)") % {"form": entry.get_form_display()},
            entry.person,
            entry.at,
            _("%(n)s organisasi") % {"n": number(entry.rows)},
            _("dengan narahubung") if entry.with_contacts else "",
            entry.narrowed_by,
        )
        for entry in entries
    ]


def grants() -> QuerySet[RightEntry]:
    return RightEntry.objects.of_grants()


def grant_lines(entries: Sequence[RightEntry], user: Any) -> list[Line]:
    """*Hak diberikan: PT Sumber Air, atas Bank sampah RW 03*. A fixed number of queries, and one a kind of thing."""
    people = get_user_model().objects.in_bulk({pk for one in entries for pk in (one.user_id, one.by_id) if pk})
    groups = _names_of_groups({one.group_id for one in entries if one.group_id}, user)
    things = _names_of_things({(one.thing, one.thing_id or 0) for one in entries}, user)
    return [
        _line(
            _granted(one, people.get(one.user_id or 0) or groups.get(one.group_id or 0, UNKNOWN), things),
            people.get(one.by_id or 0),
            one.at,
            str(HELD.get(one.held, one.held)),
        )
        for one in entries
    ]


def _granted(entry: RightEntry, whom: Any, things: dict[tuple[str, int], str]) -> str:
    thing = things.get((entry.thing, entry.thing_id or 0), _("hal yang tidak tampil bagi Anda"))
    words = {"what": entry.get_what_display(), "whom": whom, "thing": thing}
    if entry.user_id is None and entry.group_id is None:  # what an import brought in holds it itself
        return _("%(what)s: %(thing)s") % words
    return _("%(what)s: %(whom)s, atas %(thing)s") % words


def _names_of_groups(ids: set[int], user: Any) -> dict[int, str]:
    """Organisations by the group of their people, and the groups of the office."""
    found = dict(Organisation.objects.visible_to(user).filter(group__in=ids).values_list("group", "name"))
    offices = Group.objects.filter(pk__in=ids, name__in=OFFICES).values_list("pk", "name")
    return found | {pk: str(OFFICES[name]) for pk, name in offices}


def _names_of_things(things: set[tuple[str, int]], user: Any) -> dict[tuple[str, int], str]:
    """An audience is called as the first thread under it is; other things as their own card."""
    audiences = [pk for label, pk in things if label == Audience._meta.label]
    firsts = Thread.objects.filter(audience__in=audiences).order_by("audience", "pk").distinct("audience")
    places = {(Audience._meta.label, one.audience_id): (one.kind, one.object_id) for one in firsts}
    places |= {one: (one[0].lower(), one[1]) for one in things if one[0] != Audience._meta.label}
    cards = _cards(set(places.values()), user)
    return {one: cards[place] for one, place in places.items() if place in cards}


def _cards(places: set[tuple[str, Any]], user: Any) -> dict[tuple[str, Any], str]:
    """The titles of these things, as far as this person may know of them; one lookup a kind."""
    ids = defaultdict(list)
    for kind, pk in places:
        ids[kind].append(pk)
    known = {one.code: one for one in contributions.all_of(Reference)}
    return {
        (kind, pk): card.title
        for kind, pks in ids.items()
        if kind in known
        for pk, card in known[kind].lookup(pks, user).items()
    }


def _line(title: str, who: Any, at: Any, *told: str) -> Line:
    said = [_("Oleh %(who)s") % {"who": who} if who is not None else "", *told]
    return Line(title, " · ".join(str(part) for part in said if part), formats.stamp(at), formats.iso(at))
