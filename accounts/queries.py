"""What is known about one person, put together for that person."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Slip, User
from commons import contributions, formats, rich_text
from commons.audience import seen_by_each
from commons.contributions import Card, PersonalData
from commons.models import Job, RightEntry
from commons.windows import Line

COPY = "accounts.export"
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
FIELDS = ("email", "phone", "name", "handle", "title", "biography", "is_listed", "language", "zone", "look")
MOMENTS = ("confirmed_at", "joined_at", "last_login", "leaves_at")


def copy_of_my_data(person: User) -> tuple[str, bytes]:
    """A ZIP with one JSON file of each app that holds something about this person, and nothing of anybody else."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, translation.override(person.language):
        archive.writestr(_("BACA-SAYA.txt"), _readme(person))
        for data in contributions.all_of(PersonalData):
            archive.writestr(f"{data.code}.json", _json(data.export(person)))
    return f"data-{person.handle}.zip", file.getvalue()


def _readme(person: User) -> str:
    about = _("Salinan data %(name)s di situs kami. Setiap berkas JSON memuat data dari satu bagian situs.")
    return f"{about % {'name': person.name}}\n{_('Berkas ini hanya untuk Anda: simpan di tempat yang aman.')}\n"


def _json(data: Any) -> str:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def personal_data(person: User) -> dict[str, Any]:
    """What the accounts themselves hold."""
    return {
        "account": {name: getattr(person, name) for name in (*FIELDS, *MOMENTS)}
        | {"area": str(person.area or ""), "themes": [str(theme) for theme in person.themes.all()]},
        "groups": list(person.groups.order_by("name").values_list("name", flat=True)),
        "consents": list(person.consents.values("purpose", "version", "language", "given_at", "withdrawn_at")),
        "addresses": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "slips": list(person.slips.order_by("pk").values("made_at", "expires_at", "used_at")),
        "second_factors": list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")),
        "devices": list(UserSession.objects.filter(user=person).values("created_at", "ip", "user_agent")),
    }


def first_slip(person: User) -> Slip | None:
    """With which the account was opened at the counter: by whom, and when. None: it was not."""
    return person.slips.select_related("made_by").order_by("pk").first()


def assisted() -> QuerySet[User]:
    """The accounts opened at the counter, with who opened each (`opened_by`) and when (`opened_at`)."""
    first = Slip.objects.filter(person=OuterRef("pk")).order_by("pk")
    return (
        User.objects.assisted()
        .filter(erased_at=None)
        .select_related("area")
        .annotate(
            opened_by=Subquery(first.values("made_by__name")[:1]), opened_at=Subquery(first.values("made_at")[:1])
        )
    )


def copies(person: User) -> QuerySet[Job]:
    """The copies of their data that this person asked for, newest first."""
    return Job.objects.filter(kind=COPY, person=person).order_by("-pk")


def cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """How people are shown where a text mentions them: by the name they have now, with their page where it is open."""
    found = User.objects.filter(pk__in=list(ids))
    return {
        person.pk: Card(person.pk, person.display_name, person.get_absolute_url() if person.is_open else "")
        for person in found
    }


def mentioned(handles: Iterable[str]) -> dict[str, int]:
    """Members whom `@nama` can reach, by handle."""
    members = User.objects.active().filter(leaves_at=None, handle__in=list(handles))
    return dict(members.values_list("handle", "pk"))


def handles_of(ids: Iterable[int]) -> dict[int, str]:
    """The names by which these people can be mentioned now; that of an erased account is nobody's."""
    return dict(User.objects.filter(pk__in=list(ids)).values_list("pk", "handle"))


def suggested(words: str, *, audience_id: int | None, most: int) -> list[User]:
    """Whom somebody may mean who begins a name like this: of those whose profile is open to everybody, and who may see
    what stands under that audience. One query."""
    named = Q(handle__istartswith=words) | Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    found = User.objects.listed().filter(named)
    if audience_id is not None:
        place = found.annotate(place=Value(audience_id, output_field=BigIntegerField()))
        found = place.filter(seen_by_each("pk", "place"))
    return list(found.order_by("name", "pk")[:most])


def mentioned_in(segments: rich_text.Segments) -> QuerySet[User]:
    """The people whom a written text mentions, each once: to be told."""
    return User.objects.filter(pk__in=rich_text.references(segments, "accounts.person"))


@dataclass(frozen=True)
class Device:
    """Where somebody is signed in, in the words of the person: *Chrome di Android*."""

    pk: int
    name: str
    since: datetime
    is_current: bool


def devices(person: User, *, current: str) -> list[Device]:
    """Sessions that are alive, this one first. allauth's own list deletes rows while it is read; a GET does not."""
    rows = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    alive = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now())
    keys = set(alive.values_list("session_key", flat=True))
    found = [
        Device(row.pk, device_name(row.user_agent), row.created_at, row.session_key == current)
        for row in rows
        if row.session_key in keys
    ]
    return sorted(found, key=lambda device: not device.is_current)


def device_name(user_agent: str) -> str:
    """`Chrome di Android`, as far as a browser tells."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("Peramban"))
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return _("%(browser)s di %(system)s") % {"browser": browser, "system": system} if system else browser


OFFICES = {
    "staff": gettext_lazy("Petugas kelurahan"),
    "leader": gettext_lazy("Pimpinan kelurahan"),
    "moderator": gettext_lazy("Moderator"),
}


def right_lines(entries: Sequence[RightEntry], user: Any) -> list[Line]:
    """*Jabatan diberikan: Putri Anggraini, Petugas* and who did it. One query."""
    people = User.objects.in_bulk({pk for entry in entries for pk in (entry.user_id, entry.by_id) if pk})
    return [_right_line(entry, people) for entry in entries]


def _right_line(entry: RightEntry, people: dict[int, User]) -> Line:
    whom = ", ".join(str(part) for part in (people.get(entry.user_id or 0), OFFICES.get(entry.held)) if part)
    return Line(
        title=_("%(what)s: %(whom)s") % {"what": entry.get_what_display(), "whom": whom or "–"},
        text=_("Oleh %(who)s") % {"who": people.get(entry.by_id or 0) or _("pengelola server")},
        at=formats.stamp(entry.at),
        iso=formats.iso(entry.at),
    )
