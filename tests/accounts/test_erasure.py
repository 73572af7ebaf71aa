"""R41: after erasure no text column of the database holds the name or the address, and nobody gets the handle."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import RetiredHandle, User
from accounts.names import fold
from commons.audience import add_to_group, give
from commons.jobs import run_one, sweep_dead
from commons.models import Audience
from commons.rich_text import parse, render
from stakeholders.actions import join
from tests.accounts.conftest import PASSWORD, confirm, sign_in, sign_up, who
from tests.people import People, signed_in
from tests.town import Town

NAME, EMAIL, PHONE = "Kenanga Zahrani", "kenanga.zahrani@contoh.example", "+6281298765432"
TRACES = ("kenanga", "zahrani", "81298765432")
# Rows that carry no name: a session in which nobody was signed in any more ends by itself within its thirty days.
TEXT = ("character varying", "text", "json", "jsonb", "bytea", "inet", "ARRAY", "tsvector", "USER-DEFINED")


def canary(client: Client, people: People, town: Town) -> User:
    """Somebody who has done everything an account can do."""
    sign_up(client, EMAIL, NAME)
    confirm(client, EMAIL)
    profile = {"name": NAME, "title": "Ketua Zahrani", "biography": "Saya Kenanga.", "is_listed": "on"}
    client.post("/akun/profil/", profile | {"language": "id", "zone": "Asia/Jakarta"})
    person = User.objects.get(email=EMAIL)
    User.objects.filter(pk=person.pk).update(phone=PHONE)
    client.post("/akun/keamanan/sandi-baru/", {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/akun/privasi/unduh/")
    assert run_one()
    join(organisation=town.firm, person=person, role="representative", title="Wakil Zahrani")
    give("see", to=person, on=Audience.objects.create(visibility="private"))
    Client().post("/masuk/", {"login": EMAIL})
    sign_in(Client(), EMAIL)
    LogEntry.objects.log_actions(people.ratna.pk, User.objects.filter(pk=person.pk), CHANGE, "")
    return User.objects.get(pk=person.pk)


def hits() -> list[str]:
    """Every column of every table in which a trace of the canary is found."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = ANY(%s)",
            [list(TEXT)],
        )
        columns = cursor.fetchall()
        found = []
        for table, column, kind in columns:
            shown = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            query = f'SELECT count(*) FROM "{table}" WHERE {shown} ILIKE ANY(%s)'
            cursor.execute(query, [[f"%{trace}%" for trace in TRACES]])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


@pytest.fixture
def storage(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_r41_after_erasure_no_text_of_the_database_names_the_person(
    people: People, town: Town, storage: None, django_capture_on_commit_callbacks: Any
):
    client = Client()
    person = canary(client, people, town)
    assert {"accounts_user.name", "accounts_user.email", "accounts_user.phone", "mail_message.address"} <= set(hits())
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=person)
    assert hits() == []
    assert who(client) is None
    assert sweep_dead(timezone.now()) == 1
    assert default_storage.listdir("jobs")[1] == []


def test_the_erased_account_is_an_empty_shell(people: People):
    sign_in(Client(), people.ratna.email)
    actions.erase(person=people.ratna)
    erased = User.objects.get(pk=people.ratna.pk)
    assert (erased.email, erased.phone, erased.title, erased.handle) == (None, None, "", f"akun-dihapus-{erased.pk}")
    assert (erased.is_active, erased.is_staff, erased.is_superuser, erased.is_listed) == (False,) * 4
    assert not erased.groups.exists()
    assert not erased.has_usable_password()
    assert erased.display_name == "Akun dihapus"


def test_what_the_person_did_stays_under_akun_dihapus_in_both_languages(people: People):
    from django.utils import translation

    segments = parse("Terima kasih @rizky")
    actions.erase(person=people.rizky)
    assert render([segments], people.dewi)[0] == '<p>Terima kasih <span class="ref">Akun dihapus</span></p>'
    with translation.override("en"):
        assert User.objects.get(pk=people.rizky.pk).display_name == "Deleted account"


def test_erasing_twice_is_erasing_once(people: People):
    actions.erase(person=people.rizky)
    first = User.objects.get(pk=people.rizky.pk).erased_at
    actions.erase(person=people.rizky)
    assert User.objects.get(pk=people.rizky.pk).erased_at == first
    assert RetiredHandle.objects.count() == 1


@pytest.mark.parametrize("name", ["Rizky", "R1zky", "RIZKY"])
def test_f12_a_freed_handle_is_never_given_to_anybody_else(people: People, name: str):
    actions.erase(person=people.rizky)
    newcomer = User.objects.create_user("baru@contoh.example", name=name)
    assert newcomer.handle == fold_free(name)
    assert fold(newcomer.handle) != fold("rizky")
    assert not RetiredHandle.objects.filter(digest__contains="rizky").exists()


def fold_free(name: str) -> str:
    return {"R1zky": "r1zky-2"}.get(name, "rizky-2")


def test_f12_nobody_can_look_like_an_erased_account(people: People):
    newcomer = User.objects.create_user("baru@contoh.example", name=f"Akun Dihapus {people.rizky.pk}")
    assert newcomer.handle.startswith("warga-akun-dihapus")
    actions.erase(person=people.rizky)
    assert User.objects.get(pk=people.rizky.pk).handle == f"akun-dihapus-{people.rizky.pk}"


def test_the_address_is_free_again_for_its_owner(people: People, visitor: Client):
    email = people.rizky.email
    actions.erase(person=people.rizky)
    sign_up(visitor, email, "Rizky Maulana")
    confirm(visitor, email)
    person = who(visitor)
    assert person is not None
    assert (person.pk == people.rizky.pk, person.email) == (False, email)


def test_rights_do_not_outlive_the_person(people: People):
    audience = Audience.objects.create(visibility="private")
    give("see", to=people.rizky, on=audience)
    add_to_group(people.rizky, people.ratna.groups.first())
    actions.erase(person=people.rizky)
    assert not audience.user_grants.filter(user=people.rizky).exists()
    assert not people.rizky.groups.exists()


def test_nothing_of_the_account_is_left_in_its_own_copy_afterwards(people: People):
    from accounts.queries import personal_data

    actions.erase(person=people.rizky)
    left = json.dumps(personal_data(User.objects.get(pk=people.rizky.pk)), default=str)
    assert "rizky" not in left.lower()


def test_an_open_session_of_the_erased_ends_at_the_next_request(people: People):
    rizky = signed_in(people.rizky)
    actions.erase(person=people.rizky)
    assert rizky.get("/akun/")["Location"].startswith("/masuk/")
    assert settings.LOGIN_URL == "account_login"
