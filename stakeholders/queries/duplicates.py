"""Organisations that may be the one somebody is about to register: only those that this person may see."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from anyascii import anyascii
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Greatest, Lower
from django.utils.translation import gettext as _

from stakeholders.models import Organisation

NEAR = 0.5  # of 1: `Kop. Melati` and `Koperasi Melati` are near, two RW of one number apart are told by their names
MOST = 5
# Everybody's, so they tell nobody apart.
PUBLIC_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com yahoo.co.id ymail.com rocketmail.com outlook.com outlook.co.id hotmail.com"
    " live.com msn.com icloud.com me.com proton.me protonmail.com aol.com mail.com gmx.com zoho.com yandex.com".split()
)
PUBLIC_SITES = frozenset(
    "instagram.com facebook.com fb.com tiktok.com youtube.com x.com twitter.com wa.me whatsapp.com t.me linktr.ee"
    " shopee.co.id tokopedia.com google.com goo.gl bit.ly linkedin.com".split()
)
OF_SITE = r"^https?://(?:www\.)?([^/:?#]+).*$"


@dataclass(frozen=True)
class Alike:
    """An organisation, and in words why it may be the same."""

    organisation: Organisation
    reasons: tuple[str, ...]


def alike(user: Any, facts: dict[str, Any]) -> list[Alike]:
    """The likeliest first; one query. Hidden contacts are not compared: a match would give them away."""
    site, host = site_of(facts.get("website", "")), mail_host_of(facts.get("email", ""))
    found = Organisation.objects.visible_to(user).exclude(state=Organisation.State.ARCHIVED)
    found = found.annotate(
        likeness=Greatest(*(TrigramSimilarity(Lower("name"), name) for name in spellings(facts["name"]))),
        site=Func(Lower("website"), Value(OF_SITE), Value(r"\1"), function="regexp_replace", output_field=TextField()),
        host=Func(Lower("email"), Value("@"), Value(2), function="split_part", output_field=TextField()),
    )
    same = Q(likeness__gte=NEAR)
    for name, value in (("site", site), ("host", host), ("phone", facts.get("phone")), ("nib", facts.get("nib"))):
        if value:
            same |= Q(**{name: value})
    rows = found.filter(same).order_by("-likeness", "pk")[:MOST]
    typed = {"site": site, "host": host, "phone": facts.get("phone"), "nib": facts.get("nib")}
    return [Alike(row, tuple(_reasons(row, typed))) for row in rows]


def spellings(name: str) -> tuple[str, str]:
    """As it was typed, and in plain Latin letters: a name with some of another script reads the same to a neighbour."""
    return name.lower(), anyascii(unicodedata.normalize("NFKC", name)).lower()


def _reasons(row: Any, typed: dict[str, Any]) -> Iterator[str]:
    if row.likeness >= NEAR:
        yield _("nama mirip")
    words = {
        "site": _("situs web sama"),
        "host": _("surel dari alamat yang sama"),
        "phone": _("telepon sama"),
        "nib": _("NIB sama"),
    }
    for name, reason in words.items():
        if typed[name] and getattr(row, name) == typed[name]:
            yield reason


def site_of(address: str) -> str:
    """`contoh.id` of `https://www.contoh.id/kontak`; empty for a site where many have their pages."""
    host = re.sub(r"^www\.", "", (urlsplit(address).hostname or "").lower())
    return "" if host in PUBLIC_SITES else host


def mail_host_of(address: str) -> str:
    """`contoh.id` of `info@contoh.id`; empty for a provider that everybody uses."""
    host = address.rpartition("@")[2].lower()
    return "" if host in PUBLIC_MAIL else host
