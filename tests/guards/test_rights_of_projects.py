"""Rights in a project, generated from its rules and `visible_to`: who × verb × visibility × door.

Every door of the projects is found by the rule that it asks, so a new one is tried without being named here. What a
door answers must be what rule and rows say; and what these say must be what we have promised (`SEES`, `MAY`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from commons import contributions
from commons.access import can
from commons.audience import set_visibility
from commons.contributions import Rule
from commons.models import Visibility
from mail import acts
from projects.models import Indicator, Milestone, Obstacle, Partnership, Project, StatusUpdate
from tests.guards.answers import HIDDEN, NO_METHOD, OPEN, REFUSED, SIGN_IN, ask, gives_a_reason, meaning
from tests.guards.broken import everybody_may_see_everything
from tests.guards.browser import body
from tests.guards.cast import MARKER, Scene
from tests.guards.doors import Door, doors
from tests.guards.sql import undone

pytestmark = pytest.mark.django_db
# The representative of an organisation that has no part in it is `stranger`.
ROLES = ("visitor", "member", "stranger", "invited", "partner", "former", "coordinator", "staff", "leader")
EVERYBODY = frozenset(ROLES)
MEMBERS = EVERYBODY - {"visitor"}
TEAM = frozenset({"coordinator", "staff", "leader"})
SEES = {
    Visibility.PUBLIC: EVERYBODY,
    Visibility.MEMBERS: MEMBERS,
    Visibility.STAKEHOLDERS: MEMBERS - {"member"},
    Visibility.PRIVATE: frozenset({"invited", "partner", "coordinator", "leader"}),
}
MAY = {
    "projects.read": EVERYBODY,
    "projects.follow": MEMBERS,
    "projects.open_project": TEAM - {"coordinator"},
    "projects.edit_project": TEAM,
    "projects.keep_milestones": TEAM,
    "projects.invite_partner": TEAM,
    "projects.change_stage": TEAM,
    "projects.post_status": TEAM | {"partner"},
    "projects.raise_obstacle": TEAM | {"partner"},
    "projects.resolve_obstacle": TEAM,  # and the partner that wrote it down
}
OF_PARTNERSHIP = {  # by the organisation whose it is
    ("projects.answer_partnership", "rw"): frozenset({"invited"}),
    ("projects.end_partnership", "rw"): TEAM | {"invited"},
    ("projects.end_partnership", "ngo"): TEAM | {"partner"},
}
PARTNERSHIPS = ("rw", "ngo", "school")  # invited, accepted, ended


@dataclass(frozen=True)
class Cell:
    """One answer: as whom, at which door (and how), about what."""

    role: str
    door: str
    answer: str
    wanted: str


def who(scene: Scene, role: str) -> Any:
    return AnonymousUser() if role == "visitor" else type(scene.people[role]).objects.get(pk=scene.people[role].pk)


def by_rule(user: Any, rule: str, model: Any, pk: int) -> str:
    """What the rows and the rule say, each asked for itself."""
    found = model.objects.visible_to(user).for_page(user).filter(pk=pk).first()
    if found is None:
        return HIDDEN
    if can(user, rule, found):
        return OPEN
    return REFUSED if user.is_authenticated else SIGN_IN


def things(scene: Scene) -> Iterator[tuple[Any, str, int, dict[str, Any]]]:
    """What a door may be about: its model, whose it is, its number, and the values of the address."""
    project = scene.private
    here = {
        "proyek:pk": project.pk,
        "proyek:slug": project.slug,
        "kabar:number": 1,
    }
    yield Project, "", project.pk, here
    milestone = project.milestones.open().get().pk
    yield Milestone, "", milestone, here | {"tonggak:child_pk": milestone}
    indicator, obstacle = project.indicators.get().pk, project.obstacles.open().get().pk
    yield Indicator, "", indicator, here | {"indikator:child_pk": indicator}
    yield Obstacle, "", obstacle, here | {"kendala:child_pk": obstacle}
    update = project.updates.get(number=1).pk
    yield StatusUpdate, "", update, here | {"koreksi:child_pk": update}
    for name in PARTNERSHIPS:
        partnership = scene.partnerships["private", name].pk
        yield Partnership, name, partnership, here | {"mitra:child_pk": partnership}


def tried(scene: Scene) -> Iterator[tuple[Door, Any, str, int, dict[str, Any]]]:
    """Every door that asks a rule of the projects, with each thing that fits it."""
    for door in (one for one in doors() if one.access.startswith("projects.") and one.keys):
        for model, whose, pk, values in things(scene):
            ends_here = model is Project or any(key in door.keys for key in values if key.endswith(":child_pk"))
            if set(door.keys) <= set(values) and ends_here:
                yield door, model, whose, pk, values


def at_the_doors(scene: Scene, visibility: str) -> Iterator[Cell]:
    for door, model, whose, pk, values in tried(scene):
        address = door.path(values)
        for role in ROLES:
            wanted = by_rule(who(scene, role), door.access, model, pk)
            promised(role, door.access, whose, visibility, wanted)
            for method in ("GET", "POST"):
                with undone():
                    response = ask(scene.browser(role), method, address)
                answer = meaning(response, address)
                if answer == REFUSED and not gives_a_reason(response, door.access):
                    answer = "refused without the sentence"
                if answer != NO_METHOD:
                    yield Cell(role, f"{method} {door.name} {whose}".strip(), answer, wanted)


def promised(role: str, rule: str, whose: str, visibility: str, said: str) -> None:
    """Rule and rows say what we have promised in words."""
    if role not in SEES[Visibility(visibility)]:
        assert said == HIDDEN, (role, rule, visibility)
        return
    may = OF_PARTNERSHIP.get((rule, whose), frozenset()) if whose else MAY.get(rule)
    if rule == "projects.print_sheet":
        may = EVERYBODY if visibility == Visibility.PUBLIC else frozenset()
    if may is not None:
        assert (said == OPEN) == (role in may), (role, rule, whose, visibility, said)


def elsewhere(scene: Scene) -> Iterator[Cell]:
    """Where the project is one among others: list, search, its photos, and links in mails."""
    project, photo = scene.private, scene.photos["private"]
    of = {door.name: door for door in doors()}
    picture = of["commons:attachment_size"].path({"lampiran:key": photo.key, "lampiran:size": 160})
    for role in ROLES:
        user = who(scene, role)
        seen = OPEN if Project.objects.visible_to(user).filter(pk=project.pk).exists() else HIDDEN
        for name, address in (("list", "/proyek/"), ("search", f"/cari/?q={MARKER}")):
            there = f'href="/proyek/{project.pk}-'.encode() in body(ask(scene.browser(role), "GET", address))
            yield Cell(role, name, OPEN if there else HIDDEN, seen)
        yield Cell(role, "media", meaning(ask(scene.browser(role), "GET", picture), picture), seen)
        if role != "visitor":
            yield from by_mail(scene, role, user)


def by_mail(scene: Scene, role: str, user: Any) -> Iterator[Cell]:
    """The link alone says who acts: it is opened by somebody who is not signed in."""
    invitation = scene.partnerships["private", "rw"]
    for code, rule, target in (
        ("projects.report_on_track", "projects.post_status", scene.private),
        ("projects.answer_partnership", "projects.answer_partnership", invitation),
    ):
        with undone():
            link = acts.link(code, person=user, target=target)
            response = ask(scene.browser("visitor"), "GET", link)
        answer = meaning(response, link)
        said = by_rule(user, rule, type(target), target.pk)
        offers = answer == OPEN and b'method="post"' in body(response)
        yield Cell(role, f"mail {code}", OPEN if offers else HIDDEN, OPEN if said == OPEN else HIDDEN)


def cells(scene: Scene) -> list[Cell]:
    found = []
    for visibility in Visibility.values:
        with undone():
            set_visibility(scene.private.audience, visibility)
            scene.private.refresh_from_db()
            found += [*at_the_doors(scene, visibility), *elsewhere(scene)]
    return found


def test_doors_rules_and_rows_say_the_same(scene: Scene, record_property: Any) -> None:
    found = cells(scene)
    differ = [cell for cell in found if cell.answer != cell.wanted]
    kinds = Counter(cell.answer for cell in found)
    record_property("figures", f"rights in projects: {len(found)} cells, {len(differ)} differences; {dict(kinds)}")
    assert differ == []
    assert len(found) > 1500
    assert set(kinds) == {OPEN, REFUSED, SIGN_IN, HIDDEN}


def test_every_verb_of_the_projects_has_a_door(scene: Scene) -> None:
    """A proposal is no project yet, and who confirms an end depends on who says so: their doors stand in the matrix."""
    asked = {door.access for door, *_ in tried(scene)} | {door.access for door in doors() if not door.keys}
    asked |= {door.access for door in doors() if {"usulan:pk", "selesai:child_pk"} & set(door.keys)}
    verbs = {rule.code for rule in contributions.all_of(Rule) if rule.code.startswith("projects.")}
    assert verbs - asked == set()


def test_rows_that_everybody_may_see_are_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken, undone():
        everybody_may_see_everything(broken)
        with pytest.raises(AssertionError):
            list(at_the_doors(scene, Visibility.PRIVATE))
