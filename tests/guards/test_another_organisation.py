"""A manager of one organisation at everything of another's, by whatever number an address or a form takes (O7).

Two ways: another's number in the path, whole or under one's own organisation; another's number in each field of each
form of one's own. What the other organisation holds is the same afterwards, to the row.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group

from activity.models import Thread
from commons import attachments
from commons.calendar import today
from commons.models import Attachment, Audience
from stakeholders.actions import ask_to_join, invite_representative, set_logo
from stakeholders.actions.agreements import keep_agreement
from stakeholders.actions.capabilities import add_capability
from stakeholders.actions.engagements import log_engagement
from stakeholders.models import Engagement, OfficeTerm, Organisation, OrganisationKind
from tests.guards.answers import OPEN, ask, meaning
from tests.guards.browser import Browser, body
from tests.guards.cast import Scene, picture
from tests.guards.doors import Door, doors, stands
from tests.guards.examples import FORMS
from tests.guards.filled import Found, Pairs, example_of, fill, instead, send, sent_to
from tests.guards.pages import Form, forms_of
from tests.guards.sql import undone, written

pytestmark = pytest.mark.django_db
OURS = ("stakeholders:", "approvals:")
DOORS = [door for door in doors() if door.name.startswith(OURS) and door.keys]
CHILDREN = [door for door in DOORS if "child_pk" in door.route]
SESSIONS = {"django_session"}
PARENT = "direktori:pk"


@pytest.fixture(scope="module")
def market(scene: Scene) -> Organisation:
    """Another's organisation, with one of each thing that an organisation can have."""
    cast, market = scene.people, scene.organisations["market"]
    invite_representative(organisation=market, email="kerabat@contoh.example", by=cast["stranger"])
    ask_to_join(organisation=market, person=cast["former"], note="Pedagang lama.")
    add_capability(organisation=market, by=cast["stranger"], category="labour", what="Relawan pasar")
    log_engagement(
        organisation=market, by=cast["staff"], kind="call", happened_on=today(), summary="Telepon pasar",
        next_step="Surat pasar", owner=cast["staff"], due_on=today(),
    )  # fmt: skip
    keep_agreement(
        by=cast["staff"], kind="mou", title="Kerja sama pasar", parties=[market, scene.organisations["ngo"]],
        signed_on=today(), from_on=today(), until_on=None, sight="parties",
    )  # fmt: skip
    logo = attachments.receive(owner=cast["stranger"], upload=picture("Pasar"))
    attachments.receive(owner=cast["stranger"], upload=picture("Belum"))
    return set_logo(organisation=market, by=cast["stranger"], picture=logo)


@pytest.fixture(scope="module")
def theirs(scene: Scene, market: Organisation) -> dict[str, Any]:
    """The numbers of all that, by the parameters of the addresses."""
    agreement = market.agreements.get()
    return {
        PARENT: market.pk,
        "direktori:slug": market.slug,
        "anggota:child_pk": market.memberships.get().pk,
        "undangan:child_pk": market.invitations.get().pk,
        "undangan:pk": market.invitations.get().pk,
        "bergabung:child_pk": market.join_requests.get().pk,
        "kemampuan:child_pk": market.capabilities.get().pk,
        "catatan:child_pk": Engagement.objects.get(organisation=market).pk,
        "perjanjian:pk": agreement.pk,
        "perjanjian:slug": agreement.slug,
        "domisili:pk": scene.people["declined"].residencies.get().pk,
        "impor:pk": scene.imports["waits"].pk,
        "jenis:pk": OrganisationKind.objects.get(code="umkm").pk,
        "pengurus:pk": OfficeTerm.objects.get().pk,
        "persetujuan:pk": scene.approvals["waiting"].pk,
        "pelaksana:pk": next(one for one in stands(scene) if "pelaksana:pk" in one.values).values["pelaksana:pk"],
    }


def held_by(organisation: Organisation) -> dict[str, Any]:
    """The organisation, what it stands on, and every row that points at either."""
    stands_on = {Organisation: "pk", Group: "group_id", Thread: "thread_id", Audience: "audience_id"}
    found: dict[str, Any] = {}
    for model, name in stands_on.items():
        pk = getattr(organisation, name)
        found[model.__name__] = list(model._base_manager.filter(pk=pk).values())
        for relation in model._meta.get_fields(include_hidden=True):
            if relation.auto_created and not relation.concrete and not relation.many_to_many:
                other, column = relation.related_model, relation.field.name  # type: ignore[union-attr]
                rows = other._base_manager.filter(**{column: pk}).order_by("pk")  # type: ignore[union-attr]
                found[f"{other._meta.label}.{column}"] = list(rows.values())  # type: ignore[union-attr]
    return found


def test_each_number_of_the_registry_is_tried(theirs: dict[str, Any]) -> None:
    tokens = {"undangan:token"}  # whoever holds the link may use it
    assert {key for door in DOORS for key in door.keys} - tokens == set(theirs)


def answers(scene: Scene, role: str, method: str, path: str) -> tuple[str, set[str]]:
    """What this role is told, and what is written."""
    with undone(), written() as tables:
        told = meaning(ask(scene.browser(role), method, path), path)
    return told, tables - SESSIONS


@pytest.mark.parametrize("door", [door for door in DOORS if "undangan:token" not in door.keys], ids=lambda d: d.name)
def test_o7_at_anothers_door_a_manager_is_any_member(door: Door, scene: Scene, theirs: dict[str, Any]) -> None:
    for method in ("GET", "POST"):
        path = door.path(theirs)
        assert answers(scene, "manager", method, path) == answers(scene, "member", method, path), method


@pytest.mark.parametrize("door", CHILDREN, ids=lambda door: door.name)
def test_o7_anothers_thing_is_not_there_under_ones_own(door: Door, scene: Scene, theirs: dict[str, Any]) -> None:
    path = door.path(theirs | {PARENT: scene.organisations["firm"].pk})
    for role in ("manager", "staff"):
        for method in ("GET", "POST"):
            assert answers(scene, role, method, path) == ("hidden", set()), (role, method)


def forms_of_ones_own(scene: Scene) -> Iterator[tuple[Browser, Form, Pairs]]:
    """Every form that the manager is shown about the own organisation, as a person would send it."""
    firm = next(one for one in stands(scene) if one.values.get(PARENT) == scene.organisations["firm"].pk)
    sent: set[str] = set()
    for door in (one for one in DOORS if PARENT in one.keys and set(one.keys) <= set(firm.values)):
        browser, page = scene.browser("manager"), door.path(firm.values)
        response = ask(browser, "GET", page)
        if meaning(response, page) != OPEN or not response["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(body(response).decode(), page):
            found = Found(sent_to(form), "manager", page, form)
            if form.method == "post" and found.name in FORMS and form.action not in sent:
                sent.add(form.action)
                example = example_of(found)
                assert example is not None
                yield browser, form, fill(scene, browser, form, example)


def test_o7_anothers_numbers_in_the_fields_of_ones_own_forms_touch_nothing(
    scene: Scene, market: Organisation, theirs: dict[str, Any]
) -> None:
    unsent = Attachment.objects.get(owner=scene.people["stranger"], parent_id=None)
    numbers = [str(value) for key, value in theirs.items() if not key.endswith("slug")]
    foreign = [*dict.fromkeys(numbers), str(unsent.key), str(market.logo.key), market.get_absolute_url()]
    before, tried = held_by(market), 0
    for browser, form, pairs in forms_of_ones_own(scene):
        for what, spoiled in spoilt(form, pairs, foreign):
            with undone():
                with written() as tables:
                    response = send(browser, form, spoiled)
                assert response.crash is None, (form.action, what)
                assert not tables - SESSIONS or held_by(market) == before, (form.action, what)
            tried += 1
    assert tried > 150


MORE = ("organisation", "organisation_id", "pk", "id", "person", "parent", "logo_key", "successor", "membership")


def spoilt(form: Form, pairs: Pairs, foreign: list[str]) -> Iterator[tuple[str, Pairs]]:
    """The form with one foreign number in all names that it does not have; then in each field of its own that may take
    a number or a key."""
    for value in foreign:
        more = [(name, value) for name in MORE if name not in form.fields]
        yield f"more: {value}", [*pairs, *more]
    for name in (one for one in form.fields if _takes_a_number(form, one)):
        yield from ((f"{name}: {value}", instead(pairs, name, value)) for value in (foreign[0], *foreign[-3:]))


def _takes_a_number(form: Form, name: str) -> bool:
    return form.fields[name].kind in ("select", "radio", "checkbox", "hidden") or name in MORE


def test_what_is_touched_would_be_seen(market: Organisation, scene: Scene) -> None:
    before = held_by(market)
    with undone():
        market.areas.add(scene.people["resident"].area_id)
        assert held_by(market) != before
    with undone():
        market.memberships.update(title="Bendahara")
        assert held_by(market) != before
