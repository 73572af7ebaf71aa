"""The last manager of a verified organisation neither leaves nor is demoted, through any door there is (O4).

The doors are found in the code: whatever writes a membership, and whatever keeps an account out. Each stands in
`WRITERS` or `KEEPERS`, with why it takes no last manager away; a new one fails until somebody has said so.
"""

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.actions import erase, leave, set_active
from activity.actions import tell_next_due
from activity.models import Due
from stakeholders.actions import (
    accept_invitation,
    answer_join_request,
    invite_representative,
    join,
)
from stakeholders.models import JoinRequest, Membership
from tests.accounts.test_second_factor import signed_in_with_factor
from tests.architecture import code
from tests.people import People, person, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, imported, row
from tests.town import MANAGER, REPRESENTATIVE, Town

HELD = "asks whether another manager stays, under the lock of the organisation"
ADDS = "adds one, or gives the stronger role"
WRITERS = {
    "stakeholders/actions/memberships.py: join": ADDS,
    "stakeholders/actions/memberships.py: end_membership": HELD,
    "stakeholders/actions/memberships.py: change_role": HELD,
    "stakeholders/actions/memberships.py: _give_role": "called by the three above",
    "stakeholders/actions/organisations.py: submit_organisation": ADDS,
    "stakeholders/personal_data.py: erase": "empties the title; ends through end_membership",
    "stakeholders/demo.py: _organisation": "into an empty database",
    "stakeholders/demo.py: _membership": "into an empty database",
}
KEEPERS = {
    "accounts/actions/guarding.py: set_active": "asks every app whether the person can be missed",
    "accounts/actions/leaving.py: _blank": "last, after every app has let go of the person",
}
WRITES = ("create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create")


def functions() -> Iterator[tuple[str, ast.AST]]:
    for module in code.modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{module.name}: {node.name}", node


def writes_memberships(node: ast.AST) -> bool:
    """By the manager of the model, through an organisation or a person, or on a row."""
    named = [code.called(call) for call in code.calls(node)]
    through = any(
        ("Membership.objects" in name or ".memberships" in name) and name.rpartition(".")[2] in WRITES for name in named
    )
    return through or any(name in ("membership.save", "chosen.save", "membership.delete") for name in named)


def keeps_out(node: ast.AST) -> bool:
    """Sets `is_active` of an account, which has `person` for a name wherever that is done."""
    targets = [target for one in ast.walk(node) if isinstance(one, ast.Assign) for target in one.targets]
    on_row = any(ast.unparse(target) in ("person.is_active", "user.is_active") for target in targets)
    updates = [
        call for call in code.calls(node) if code.called(call).endswith(".update") and "User" in code.called(call)
    ]
    return on_row or any(keyword.arg == "is_active" for call in updates for keyword in call.keywords)


def test_every_door_is_known() -> None:
    assert {name for name, node in functions() if writes_memberships(node)} == set(WRITERS)
    assert {name for name, node in functions() if keeps_out(node)} == set(KEEPERS)


def test_a_new_door_would_be_seen() -> None:
    planted = "def forget(person):\n    Membership.objects.filter(person=person).update(role='representative')"
    assert writes_memberships(ast.parse(planted))
    assert writes_memberships(ast.parse("def oust(organisation):\n    organisation.memberships.active().delete()"))
    assert keeps_out(ast.parse("def bar(person):\n    person.is_active = False"))


def of_bayu(town: Town) -> Membership:
    return Membership.objects.get(organisation=town.firm, person__handle="bayu", until_on=None)


def page(town: Town, what: str) -> str:
    return f"/direktori/{town.firm.pk}/anggota/{of_bayu(town).pk}/{what}/"


def as_administrator(people: People, town: Town) -> Any:
    root = person("root", "Operator", is_staff=True, is_superuser=True)
    client, _secret = signed_in_with_factor(root)
    chosen = {"_selected_action": [people.bayu.pk]}
    client.post("/admin/accounts/user/", {"action": "delete_selected", "post": "yes", **chosen})
    return client.post("/admin/accounts/user/", {"action": "keep_out", **chosen})


def erased_at_night(people: People, town: Town) -> None:
    """He asked to go while there was another manager, who went first; then his fortnight is over."""
    join(organisation=town.firm, person=people.dewi, role=MANAGER)
    leave(person=people.bayu)
    Membership.objects.filter(organisation=town.firm, person=people.dewi).update(role=REPRESENTATIVE)
    Due.objects.filter(kind="accounts.erase").update(due_at=timezone.now() - timedelta(minutes=1))
    while tell_next_due():
        pass


def by_a_weaker_invitation(people: People, town: Town) -> None:
    """To a second address of his own, as representative: the stronger role stays."""
    weaker = invite_representative(organisation=town.firm, email="lain@contoh.example", by=people.bayu)
    EmailAddress.objects.create(user=people.bayu, email="lain@contoh.example", verified=True)
    accept_invitation(invitation=weaker, person=people.bayu)


def by_a_weaker_answer(people: People, town: Town) -> None:
    asked = JoinRequest.objects.create(
        organisation=town.firm, person=people.bayu, state=JoinRequest.State.ASKED, asked_at=timezone.now()
    )
    answer_join_request(request=asked, by=people.putri, accept=True, role=REPRESENTATIVE)


def by_an_import(people: People, town: Town) -> None:
    table = as_csv([HEADINGS, row(town.firm.name, "Swasta", Nama_narahubung="Orang Lain", Tentang="Baru.")])
    batch = imported(signed_in(people.putri), table)
    signed_in(people.putri).post(f"{batch.get_absolute_url()}terapkan/")
    signed_in(people.putri).post(f"{batch.get_absolute_url()}urungkan/")


def deleted(people: People, town: Town) -> None:
    with pytest.raises(ProtectedError):
        people.bayu.delete()


DOORS: dict[str, Callable[[People, Town], Any]] = {
    "leaves": lambda people, town: signed_in(people.bayu).post(page(town, "lepas")),
    "is removed by the office": lambda people, town: signed_in(people.putri).post(page(town, "lepas")),
    "hands over to himself": lambda people, town: signed_in(people.bayu).post(
        page(town, "lepas"), {"successor": of_bayu(town).pk}
    ),
    "steps down": lambda people, town: signed_in(people.bayu).post(page(town, "peran"), {"role": REPRESENTATIVE}),
    "is demoted by the office": lambda people, town: signed_in(people.ratna).post(
        page(town, "peran"), {"role": REPRESENTATIVE}
    ),
    "has the account erased": lambda people, town: signed_in(people.bayu).post("/akun/hapus/", {"sure": "on"}),
    "withdraws the consent": lambda people, town: signed_in(people.bayu).post("/akun/privasi/tarik/", {"sure": "on"}),
    "is erased at night": erased_at_night,
    "is kept out by an administrator": as_administrator,
    "takes a weaker invitation": by_a_weaker_invitation,
    "is let in again with a weaker role": by_a_weaker_answer,
    "is in a file that is imported and undone": by_an_import,
    "is deleted": deleted,
}


@pytest.mark.parametrize("door", DOORS)
def test_o4_the_last_manager_stays(people: People, town: Town, door: str, settings: Any) -> None:
    if "administrator" in door:
        settings.ROOT_URLCONF = "tests.accounts.admin_urls"
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    DOORS[door](people, town)
    mine = of_bayu(town)
    assert (mine.role, mine.until_on) == (MANAGER, None)
    people.bayu.refresh_from_db()
    assert (people.bayu.is_active, people.bayu.erased_at) == (True, None)
    assert people.bayu in town.firm.group.user_set.all()


@pytest.mark.parametrize("door", ["leaves", "is removed by the office", "steps down", "is demoted by the office"])
def test_of_two_managers_one_goes(people: People, town: Town, door: str) -> None:
    """The same doors are open where somebody stays: the refusal is for the last one only."""
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    assert DOORS[door](people, town).status_code == 303
    assert [one.person for one in town.firm.memberships.active().managers()] == [people.sunarti]


def test_of_two_managers_one_is_erased_or_kept_out(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    set_active(person=people.bayu, is_active=False)
    erase(person=people.bayu)
    assert [one.person for one in town.firm.memberships.active().managers()] == [people.sunarti]
