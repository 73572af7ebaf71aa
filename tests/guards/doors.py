"""Every address of the portal, found by walking the URL configuration, and what stands at its parameters.

Addresses of things need no list here: a parameter is known by the literal part in front of it (`proyek/<pk>` is a
project wherever it stands), so that a new page of a project is walked through by itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import signing
from django.urls import get_resolver

from approvals.models import Deputy
from commitments.models import Commitment
from commons.models import Attachment, Job
from commons.short_codes import code_of
from forums.models import AnswerTemplate, Category, Topic
from mail import acts, tokens
from mail.views import DONE
from meetings import presence
from meetings.actions import make_feed
from meetings.models import Meeting
from notifications.letters import stop_path
from projects.models import ProjectTemplate
from stakeholders.models import Agreement, Engagement, OfficeTerm, Organisation, OrganisationKind
from tests.architecture import code
from tests.forums.town import general
from tests.guards.cast import ROLES, SIGNED_OUT, Scene

NOT_OURS = ("admin/", "kelola/admin/")  # Django's admin asks for itself: the only prefix left out
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - set(SIGNED_OUT)
PARTNERS = frozenset({"representative", "manager", "partner", "lead", "invited"})
SEES_PRIVATE = PARTNERS | {"coordinator", "leader"}
SEES_CLOSING = frozenset({"coordinator", "leader", "lead", "manager", "representative"})
SEES_AGREEMENT = frozenset({"staff", "leader", "lead", "manager", "representative"})  # the office and the parties
SEES_RESIDENCE = frozenset({"declined", "invited", "staff", "leader", "administrator"})  # whose it is, and the RW
SEES_HIDDEN = frozenset({"keeper", "leader"})  # the organisation that nobody has verified
SEES_CLOSED = frozenset({"leader", "lead", "manager", "representative"})  # who called it, the host, the invited


@dataclass(frozen=True)
class Door:
    """A route: its name, its pattern, its view, and the keys of its parameters (`proyek:pk`)."""

    name: str
    route: str
    view: Callable[..., Any]
    keys: tuple[str, ...]

    @property
    def access(self) -> str:
        return getattr(self.view, "access", "")

    def path(self, values: dict[str, Any]) -> str:
        keys = iter(self.keys)
        return "/" + PARAMETER.sub(lambda found: str(values[next(keys)]), self.route)


@dataclass(frozen=True)
class Stand:
    """Things of one kind for the parameters: who may know of them. `kind` tells variants of a child apart; with
    `focus` it is tried only at doors that have this key."""

    state: str
    seen_by: frozenset[str]
    values: dict[str, Any] = field(hash=False)
    kind: str = ""
    focus: str = ""

    def fits(self, door: Door) -> bool:
        stands = set(door.keys) <= set(self.values) and bool(door.keys) == bool(self.values)
        return stands and (not self.focus or self.focus in door.keys)


def doors() -> list[Door]:
    found = code.views(get_resolver().url_patterns)
    return [Door(name, route, view, _keys(route)) for route, name, view in found if not route.startswith(NOT_OURS)]


def _keys(route: str) -> tuple[str, ...]:
    """`direktori/<int:pk>/anggota/<int:child_pk>/` has `direktori:pk` and `anggota:child_pk`."""
    found, literal = [], ""
    for part in route.strip("/").split("/"):
        names = PARAMETER.findall(part)
        found += [f"{literal}:{name}" for name in names]
        literal = literal if names else part
    return tuple(found)


def stands(scene: Scene) -> list[Stand]:
    """Where each door is tried. Links in mails are made anew: only their hash is kept."""
    return [
        Stand("plain", EVERYBODY, {}),
        Stand("plain", EVERYBODY, {":kind": "halaman", ":number": 0}),
        Stand("open", EVERYBODY, _project(scene, "open")),
        Stand("private", SEES_PRIVATE, _project(scene, "private")),
        *(
            Stand(
                state, seen, _project(scene, state) | {"mitra:child_pk": _partnership(scene, state, who)}, kind, MITRA
            )
            for state, seen in (("open", EVERYBODY), ("private", SEES_PRIVATE))
            for kind, who in (("invited", "rw"), ("declined", "shop"), ("former", "school"))
        ),
        *(
            Stand(state, seen, _topic(scene, state, how, number), kind)
            for state, seen in (("open", EVERYBODY), ("private", SEES_PRIVATE))
            for how, number, kind in (
                *(("on", 2, ""), ("shut", 2, "shut"), ("on", 3, "away"), ("on", 4, "gone")),
                *(("asked", 2, "asked"), ("answered", 2, "answered")),
            )
        ),
        Stand("open", EVERYBODY, _templates(scene)),
        Stand(
            "private", frozenset({"keeper", "leader"}), {"templat:pk": scene.organisations["hidden"].pk}, "unverified"
        ),
        Stand("open", EVERYBODY, _completion(scene, "open"), "", SELESAI),
        Stand("private", SEES_CLOSING, _completion(scene, "private"), "", SELESAI),
        Stand("private", frozenset({"stranger", "staff", "leader"}), {"usulan:pk": scene.proposal.pk}),
        Stand("open", EVERYBODY, {"contoh:pk": ProjectTemplate.objects.order_by("pk")[0].pk}),
        Stand(
            "open",
            EVERYBODY,
            _category(general()) | {"moderator:person": scene.people["resident"].pk},
            "of its own",
        ),
        *(
            Stand(state, seen, {"komitmen:pk": promise_of(scene, state, who).pk}, kind)
            for state, seen in (("open", EVERYBODY), ("private", SEES_PRIVATE))
            for who, kind in (("firm", ""), ("school", "withdrawn"), ("ngo", "kept"))
        ),
        Stand("open", EVERYBODY, _organisation(scene, "firm", "representative")),
        Stand("open", EVERYBODY, _organisation(scene, "firm", "manager"), "another's", "anggota:child_pk"),
        Stand("open", EVERYBODY, _organisation(scene, "closed", "frozen"), "closed"),
        Stand("private", frozenset({"keeper", "leader"}), _organisation(scene, "hidden", "keeper"), "unverified"),
        Stand("open", EVERYBODY, {"persetujuan:pk": scene.approvals["granted"].pk}, "granted"),
        Stand("private", frozenset({"keeper", "leader"}), {"persetujuan:pk": scene.approvals["waiting"].pk}, "waiting"),
        Stand("open", EVERYBODY, {"pelaksana:pk": Deputy.objects.get().pk}),
        Stand("open", EVERYBODY, _agreement("Kerja sama terbuka")),
        Stand("private", SEES_AGREEMENT, _agreement("Kerja sama tertutup"), "closed"),
        Stand("private", frozenset({"staff", "leader"}), _entry(scene, "firm"), "log", CATATAN),
        Stand("private", frozenset({"leader"}), _entry(scene, "hidden"), "of the unverified", CATATAN),
        Stand("open", EVERYBODY, {"jenis:pk": OrganisationKind.objects.get(code="umkm").pk}),
        Stand("open", EVERYBODY, {"pengurus:pk": OfficeTerm.objects.get().pk}),
        Stand("open", EVERYBODY, _meeting(scene, "open")),
        Stand("private", SEES_PRIVATE, _meeting(scene, "private")),
        Stand("open", EVERYBODY, _meeting(scene, "held"), "held"),
        Stand("open", EVERYBODY, _meeting(scene, "told"), "told"),
        Stand("private", SEES_PRIVATE, _meeting(scene, "kept"), "kept"),
        Stand("open", EVERYBODY, _decision(scene, "told")),
        Stand("private", SEES_PRIVATE, _decision(scene, "kept")),
        Stand("private", SEES_CLOSED, _meeting(scene, "closed"), "closed"),
        Stand("open", EVERYBODY, _proposed(scene, "open"), "proposed", ACARA),
        Stand("private", SEES_PRIVATE, _proposed(scene, "private"), "proposed", ACARA),
        *(
            Stand(state, seen, values, kind)
            for state, seen in (("open", EVERYBODY), ("private", SEES_PRIVATE))
            for kind, values in _series(scene, state).items()
        ),
        Stand("private", SEES_RESIDENCE, {"domisili:pk": scene.people["declined"].residencies.get().pk}),
        Stand("open", EVERYBODY, {"loket:pk": scene.people["assisted"].pk}),
        Stand("open", EVERYBODY, {"impor:pk": scene.imports["waits"].pk}),
        Stand("open", EVERYBODY, {"impor:pk": scene.imports["done"].pk}, "done"),
        Stand("open", EVERYBODY, {"orang:handle": scene.people["staff"].handle}),
        Stand("private", frozenset(), {"orang:handle": scene.people["member"].handle}),
        Stand("private", frozenset({"member"}), _own(scene, "member"), "own"),
        Stand("private", frozenset({"staff"}), _own(scene, "staff"), "own"),
        *_links(scene),
    ]


MITRA = "mitra:child_pk"
CATATAN = "catatan:child_pk"
SELESAI = "selesai:child_pk"
ACARA = "acara:child_pk"


def _partnership(scene: Scene, state: str, organisation: str) -> int:
    return scene.partnerships[state, organisation].pk


def _project(scene: Scene, state: str) -> dict[str, Any]:
    project = scene.private if state == "private" else scene.open
    threads = {f"{word}:pk": project.thread_id for word in ("ikuti", "dibaca", "kotak-masuk")}
    photo = {"lampiran:key": scene.photos[state].key, "lampiran:size": 160}
    return threads | photo | {
        "proyek:pk": project.pk,
        "proyek:slug": project.slug,
        "s:pk": code_of(project.pk),
        "kabar:number": 1,
        "koreksi:child_pk": project.updates.get(number=1).pk,
        "kendala:child_pk": project.obstacles.open().get().pk,
        "tonggak:child_pk": project.milestones.open().get().pk,
        "indikator:child_pk": project.indicators.get().pk,
        MITRA: _partnership(scene, state, "firm"),
    }  # fmt: skip


def _completion(scene: Scene, state: str) -> dict[str, Any]:
    completion = scene.completions[state]
    return {"proyek:pk": completion.project_id, SELESAI: completion.pk}


def promise_of(scene: Scene, state: str, organisation: str) -> Commitment:
    """What an organisation promised when it accepted."""
    place = (scene.private if state == "private" else scene.open).thread_id
    return Commitment.objects.get(place=place, organisation=scene.organisations[organisation])


def _meeting(scene: Scene, name: str) -> dict[str, Any]:
    meeting = scene.meetings[name]
    asked = meeting.invitees.get(organisation=scene.organisations["firm"])
    return {
        "agenda:pk": meeting.pk,
        "agenda:slug": meeting.slug,
        "undangan:child_pk": asked.pk,
        "notulen:child_pk": meeting.items.on_agenda().first().pk,
        ACARA: meeting.items.on_agenda().first().pk,
        "presensi:child_pk": meeting.attendances.order_by("pk").first().pk,
    }


def _proposed(scene: Scene, name: str) -> dict[str, Any]:
    """What the firm would like to talk about."""
    return _meeting(scene, name) | {ACARA: scene.meetings[name].items.proposed().get().pk}


class _Ticket:
    """A code that was shown lives ten minutes, and a walk through all doors takes longer: made anew each time."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    def __str__(self) -> str:
        return presence.ticket(self.meeting)


def _decision(scene: Scene, name: str) -> dict[str, Any]:
    decision = scene.meetings[name].decisions.get()
    return {"keputusan:pk": decision.pk, "keputusan:slug": decision.slug}


def _series(scene: Scene, state: str) -> dict[str, dict[str, Any]]:
    """The series, and as `again` the first of its meetings."""
    series = scene.series[state]
    asked, first = series.invitees.get(organisation=scene.organisations["firm"]), series.meetings.earliest("occurs_at")
    return {
        "": {"seri:pk": series.pk, "undangan:child_pk": asked.pk},
        "again": {"agenda:pk": first.pk, "agenda:slug": first.slug},
    }


def _category(category: Category) -> dict[str, Any]:
    return {"forum:pk": category.pk, "forum:slug": category.slug}


def _topic(scene: Scene, state: str, how: str, number: int) -> dict[str, Any]:
    topic = scene.topics[state, how]
    post = topic.posts.get(number=number).pk
    threads = {f"{word}:pk": topic.thread_id for word in ("ikuti", "dibaca", "kotak-masuk")}
    watched = _watched(topic, post) if (how, number) == ("on", 2) else {}
    return threads | watched | _category(topic.category) | {
        "topik:pk": topic.pk,
        "topik:slug": topic.slug,
        "kiriman:child_pk": post,
        "kiriman:pk": post,
    }  # fmt: skip


def _watched(topic: Topic, post: int) -> dict[str, Any]:
    """The post that was reported, and the reply that waits."""
    held = topic.held_posts.get()
    return {"laporan:pk": post, "ditahan:pk": held.pk, "foto:key": held.photos.get().key}


def _templates(scene: Scene) -> dict[str, Any]:
    """The beginnings of answers of the RW's board."""
    rw = scene.organisations["rw"]
    return {"templat:pk": rw.pk, "isi:child_pk": AnswerTemplate.objects.get(organisation=rw).pk}


def _agreement(title: str) -> dict[str, Any]:
    agreement = Agreement.objects.get(title=title)
    return {"perjanjian:pk": agreement.pk, "perjanjian:slug": agreement.slug}


def _entry(scene: Scene, name: str) -> dict[str, Any]:
    """An entry of the office's log, which only the office knows of."""
    organisation = scene.organisations[name]
    return {"direktori:pk": organisation.pk, CATATAN: Engagement.objects.get(organisation=organisation).pk}


def _organisation(scene: Scene, name: str, member: str) -> dict[str, Any]:
    organisation = scene.organisations[name]
    invitation, capability = organisation.invitations.first(), organisation.capabilities.first()
    can_give = {"kemampuan:child_pk": capability.pk} if capability else {}
    return (
        can_give
        | {
            "direktori:pk": organisation.pk,
            "organisasi:pk": organisation.pk,
            "direktori:slug": organisation.slug,
            "anggota:child_pk": organisation.memberships.get(person=scene.people[member]).pk,
        }
        | ({"undangan:child_pk": invitation.pk} if invitation else {})
        | _asked(organisation)
    )


def _asked(organisation: Organisation) -> dict[str, Any]:
    asked = organisation.join_requests.first()
    return {"bergabung:child_pk": asked.pk} if asked else {}


def _own(scene: Scene, role: str) -> dict[str, Any]:
    """An unsent file, a download, a device; and the invitation to the member's address."""
    owner = scene.people[role]
    unsent = Attachment.objects.get(owner=owner, parent_id=None)
    own = {"lampiran:key": unsent.key, "lampiran:size": 160, "unduhan:pk": Job.objects.get(person=owner).pk}
    own["perangkat:pk"] = owner.usersession_set.get(session_key=f"perangkat-{role}").pk
    return own | ({"undangan:pk": scene.organisations["firm"].invitations.get().pk} if role == "member" else {})


def _links(scene: Scene) -> Iterator[Stand]:
    """Whoever holds a link may use it; one that is worthless says the same whatever it once opened."""
    invitation = scene.organisations["firm"].invitations.get()
    manager, invited = scene.people["manager"], scene.people["invited"]
    for state, project in (("open", scene.open), ("private", scene.private)):
        act = acts.link("projects.answer_partnership", person=invited, target=scene.partnerships[state, "rw"])
        yield Stand("open", EVERYBODY, {"aksi:token": act.split("/")[2]}, "binding")
        act = acts.link("projects.report_on_track", person=manager, target=project)
        yield Stand("open", EVERYBODY, {"aksi:token": act.split("/")[2]}, "reversible")
    past = acts.link("projects.report_on_track", person=scene.people["former"], target=scene.private)
    yield Stand("private", frozenset(), {"aksi:token": past.split("/")[2]})
    token = tokens.mint("stakeholders.invitation", target=invitation, address=invitation.email, life=timedelta(days=1))
    yield Stand("open", EVERYBODY, {"undangan:token": token, "berhenti:token": stop_path(manager, digest=True)[10:-1]})
    for name in ("open", "private"):
        guest = scene.meetings[name].invitees.guests().get()
        token = tokens.mint("meetings.guest", target=guest, address=guest.email, life=timedelta(days=1))
        yield Stand("open", EVERYBODY, {"tamu:token": token})
        yield Stand("open", EVERYBODY, {"h:token": _Ticket(scene.meetings[name])})
        act = acts.link("meetings.answer_yes", person=manager, target=scene.meetings[name])
        yield Stand("open", EVERYBODY, {"aksi:token": act.split("/")[2]}, "reversible")
        circulated = scene.meetings["told" if name == "open" else "kept"]
        act = acts.link("meetings.approve_minutes", person=manager, target=circulated)
        yield Stand("open", EVERYBODY, {"aksi:token": act.split("/")[2]}, "binding")
        act = acts.link("commitments.keep", person=manager, target=promise_of(scene, name, "firm"))
        yield Stand("open", EVERYBODY, {"aksi:token": act.split("/")[2]}, "binding")
    past = acts.link("commitments.keep", person=scene.people["former"], target=promise_of(scene, "private", "firm"))
    yield Stand("private", frozenset(), {"aksi:token": past.split("/")[2]})
    past = acts.link("meetings.answer_yes", person=scene.people["former"], target=scene.meetings["private"])
    yield Stand("private", frozenset(), {"aksi:token": past.split("/")[2]})
    feed = make_feed(by=scene.people["manager"])
    yield Stand("open", EVERYBODY, {"langganan:token": feed})
    done = {"act": "projects.report_on_track", "is_undo": False, "url": ""}
    yield Stand("open", EVERYBODY, {"selesai:what": signing.dumps(done, salt=DONE)})
    keys = (
        "aksi:token",
        "undangan:token",
        "tamu:token",
        "h:token",
        "langganan:token",
        "berhenti:token",
        "selesai:what",
    )
    yield Stand("private", frozenset(), dict.fromkeys(keys, "x" * 32), "worthless")
