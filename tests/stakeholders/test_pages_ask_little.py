"""What pages ask the database: few statements for everybody who opens them, and not one more as rows grow."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.models import Decision
from commons.calendar import today
from commons.models import Area
from forums.actions import open_forum, open_topic
from projects.actions import open_project
from stakeholders.actions import edit_organisation, enter_office_term, join, register_organisation
from stakeholders.actions.agreements import keep_agreement
from stakeholders.actions.engagements import log_engagement
from stakeholders.models import (
    Agreement,
    AgreementChange,
    AgreementParty,
    Capability,
    ContactPerson,
    Engagement,
    EngagementEntry,
    StateChange,
)
from tests.guards.cast import Scene
from tests.guards.conftest import set_up
from tests.people import person

pytestmark = pytest.mark.django_db
MANY = 25
MOST, MOST_OF_A_LIST = 10, 8
READERS = ("visitor", "member", "manager", "staff", "administrator")
OBJECTS = (
    *("organisation", "rw", "suspended", "agreement", "approval", "person", "meeting", "minutes"),
    *("import", "imported", "log"),
)
LISTS = ("matrix", "residencies", "agreements")
Asked = dict[tuple[str, str], int]


def addresses(scene: Scene) -> dict[str, str]:
    here = scene.organisations
    return {
        "organisation": here["firm"].get_absolute_url(),
        "rw": here["rw"].get_absolute_url(),
        "suspended": here["closed"].get_absolute_url(),
        "agreement": Agreement.objects.earliest("pk").get_absolute_url(),
        "approval": scene.approvals["granted"].get_absolute_url(),
        "person": scene.people["staff"].get_absolute_url(),
        "meeting": scene.meetings["open"].get_absolute_url(),
        "minutes": scene.meetings["kept"].get_absolute_url(),
        "import": scene.imports["waits"].get_absolute_url(),
        "imported": scene.imports["done"].get_absolute_url(),
        "log": f"/direktori/{here['firm'].pk}/catatan/",
        "matrix": "/direktori/rw/",
        "residencies": "/domisili/",
        "agreements": "/direktori/perjanjian/",
    }


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[Asked, Asked]]:
    """By page and reader: with the few rows of the scene, and with many."""
    with set_up(django_db_blocker, tmp_path_factory.mktemp("media")) as scene:
        talk(scene, 1)
        few = count(scene)
        grow(scene)
        yield few, count(scene)


def talk(scene: Scene, many: int) -> None:
    """In the firm's own part of the forum."""
    manager = scene.people["manager"]
    category = open_forum(organisation=scene.organisations["firm"], by=manager)
    for n in range(many):
        open_topic(category=category, author=manager, title=f"Sumur ke-{n}", body="Sudah dibor.")


def count(scene: Scene) -> Asked:
    """Of the third request: what a process keeps is there by then."""
    asked = {}
    for reader in READERS:
        for name, address in addresses(scene).items():
            browser = scene.browser(reader)
            said = {browser.get(address).status_code for _ in range(2)}
            with CaptureQueriesContext(connection) as seen:
                said.add(browser.get(address).status_code)
            assert said in ({200}, {302}, {403}, {404}), (name, reader, said)
            asked[name, reader] = len(seen)
    return asked


def grow(scene: Scene) -> None:
    """Many of all that hangs on the firm, on the RW's organisation, on the agreement, the approval and the log."""
    firm, leader, staff = scene.organisations["firm"], scene.people["leader"], scene.people["staff"]
    area = Area.objects.get(level="rw", number=3)
    talk(scene, MANY)
    log, agreement = Engagement.objects.earliest("pk"), Agreement.objects.earliest("pk")
    for n in range(MANY):
        join(organisation=firm, person=person(f"orang{n}", f"Orang {n}", is_listed=True), role="representative")
        part = register_organisation(by=leader, name=f"Cabang {n}", sector="private")
        edit_organisation(organisation=part, by=leader, areas=(), themes=(), parent=firm)
        AgreementParty.objects.create(agreement=agreement, organisation=part)
        open_project(by=leader, title=f"Sumur {n}", lead=firm, coordinator=scene.people["coordinator"])
        keep_agreement(
            by=staff, kind="mou", title=f"Air {n}", parties=[firm, part], signed_on=today(), from_on=today(),
            until_on=None, sight="public",
        )  # fmt: skip
        log_engagement(
            organisation=firm, by=staff, kind="call", happened_on=today(), summary=f"Telepon {n}", ours=[staff],
            next_step="", owner=None, due_on=None,
        )  # fmt: skip
        rt = Area.objects.create(level="rt", number=n + 1, parent=area)
        enter_office_term(
            by=staff, area=rt, office="head", person=None, name=f"Ketua {n}", decree="1/2026", since_on=today(),
            until_on=None,
        )  # fmt: skip
    given = Capability.objects.bulk_create(
        Capability(organisation=firm, category="labour", what=f"Relawan {n}") for n in range(MANY)
    )
    for one in given:
        one.areas.add(area)
    ContactPerson.objects.bulk_create(ContactPerson(organisation=firm, name=f"Narahubung {n}") for n in range(MANY))
    for one in (firm, scene.organisations["closed"]):
        StateChange.objects.bulk_create(
            StateChange(organisation=one, before="suspended", after=one.state, author=staff, reason="Sudah jelas.")
            for _ in range(MANY)
        )
    approval = scene.approvals["granted"]
    Decision.objects.bulk_create(Decision(approval=approval, what="asked", by=leader) for _ in range(MANY))
    AgreementChange.objects.bulk_create(
        AgreementChange(agreement=agreement, what="changed", by=staff) for _ in range(MANY)
    )
    EngagementEntry.objects.bulk_create(
        EngagementEntry(engagement=log, what="added", text="Tambahan.", by=staff) for _ in range(MANY)
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", OBJECTS)
def test_the_page_of_one_thing_asks_at_most_ten(counted: tuple[Asked, Asked], name: str, reader: str) -> None:
    assert counted[0][name, reader] <= MOST


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_at_most_eight(counted: tuple[Asked, Asked], name: str, reader: str) -> None:
    assert counted[0][name, reader] <= MOST_OF_A_LIST


@pytest.mark.parametrize("reader", READERS)
def test_not_one_more_as_rows_grow(counted: tuple[Asked, Asked], reader: str) -> None:
    few, many = counted
    grown = {key: (few[key], many[key]) for key in few if key[1] == reader and many[key] > few[key]}
    assert grown == {}
