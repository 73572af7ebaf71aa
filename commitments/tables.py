"""Promises as rows of a table that goes out: what their pages show, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import name_for_others
from commitments.queries import places_of, state_look
from commons.exporting import CHUNK

HEADINGS = (
    _("Nomor"),
    _("Komitmen"),
    _("Jumlah"),
    _("Satuan"),
    _("Nominal"),
    _("Organisasi"),
    _("Atas nama"),
    _("Disampaikan dalam"),
    _("Dijanjikan pada"),
    _("Tenggat pertama"),
    _("Tenggat"),
    _("Status"),
    _("Ditutup pada"),
    _("Halaman"),
)


def rows(found: Iterable[Mapping[str, Any]], user: Any) -> Iterator[list[Any]]:
    """One for each promise (`for_file`), with the thing in which it was said, where this person may see it. Taken in
    chunks, one statement for each kind of place."""
    commitments = iter(found)
    while chunk := list(islice(commitments, CHUNK)):
        places = places_of(chunk, user)
        for one in chunk:
            place = places.get((one["place__kind"], one["place__object_id"]))
            yield _row(one, place.title if place else "")


def _row(one: Mapping[str, Any], place: str) -> list[Any]:
    return [
        one["pk"],
        one["what"],
        one["amount"],
        one["unit"],
        one["amount_idr"],
        one["organisation__name"] or "",
        _person(one),
        place,
        timezone.localtime(one["said_at"]).date(),
        one["first_due_on"],
        one["due_on"],
        state_look(one["state"], one["due_on"], one["frozen_on"]).label,
        timezone.localtime(one["closed_at"]).date() if one["closed_at"] else None,
        f"{settings.SITE_URL}/komitmen/{one['pk']}/",
    ]


def _person(one: Mapping[str, Any]) -> str:
    if not one["person_id"]:
        return ""
    return name_for_others(one["person__name"], one["person__leaves_at"], one["person__erased_at"])
