"""What one says of oneself, and who sees it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts import actions
from accounts.models import User
from commons.models import Area, Epoch, Theme
from commons.rich_text import parse, render
from tests.people import People, signed_in

WRITTEN = {
    "name": "Rizky Maulana Putra",
    "title": "Ketua Karang Taruna",
    "biography": "Suka sepak bola.",
    "language": "en",
    "zone": "Asia/Jayapura",
    "look": "gelap",
    "is_listed": "on",
}


def listed(user: User, **more: Any) -> User:
    User.objects.filter(pk=user.pk).update(**{"is_listed": True} | more)
    return User.objects.get(pk=user.pk)


def test_the_profile_is_kept_and_the_browser_speaks_its_language(people: People, rw_03: Area):
    theme = Theme.objects.create(code="pemuda", name="Pemuda")
    rizky = signed_in(people.rizky)
    response = rizky.post("/akun/profil/", WRITTEN | {"area": rw_03.pk, "themes": [theme.pk]})
    assert response.status_code == 303
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    person = User.objects.get(pk=people.rizky.pk)
    assert (person.name, person.title, person.area, person.zone) == (
        "Rizky Maulana Putra",
        "Ketua Karang Taruna",
        rw_03,
        "Asia/Jayapura",
    )
    assert (person.language, person.look, person.is_listed) == ("en", "gelap", True)
    assert list(person.themes.all()) == [theme]
    assert person.handle == "rizky"
    page = rizky.get("/akun/profil/")
    assert page["Content-Language"] == "en"
    assert 'data-theme="gelap"' in page.content.decode()


def test_what_is_sent_unchanged_changes_no_row(people: People):
    rizky, written = signed_in(people.rizky), {**WRITTEN, "themes": []}
    assert rizky.post("/akun/profil/", written).status_code == 303
    before = (Epoch.objects.current(), User.objects.values().get(pk=people.rizky.pk))
    assert rizky.post("/akun/profil/", written).status_code == 303
    assert (Epoch.objects.current(), User.objects.values().get(pk=people.rizky.pk)) == before


def test_what_cannot_be_kept_comes_back_with_a_sentence_and_the_text(people: People):
    rizky = signed_in(people.rizky)
    bad = WRITTEN | {"name": "Lurah", "biography": "NIK saya 3174091005000001", "area": "999999999999999999999"}
    response = rizky.post("/akun/profil/", bad)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "biography", "area"}
    assert "Suka" not in response.content.decode()
    assert "3174091005000001" in response.content.decode()
    assert User.objects.get(pk=people.rizky.pk).name == "Rizky Maulana"


def test_a8_what_was_written_survives_the_end_of_the_session(people: People, visitor: Client):
    here = {"Origin": "http://testserver"}
    response = visitor.post("/akun/profil/", WRITTEN | {"biography": "Panjang lebar."}, headers=here)
    assert response.status_code == 403
    assert "Panjang lebar." in response.content.decode()


def test_nothing_else_of_the_account_can_be_posted(people: People):
    rizky = signed_in(people.rizky)
    rizky.post("/akun/profil/", WRITTEN | {"is_superuser": "on", "is_staff": "on", "email": "x@contoh.example"})
    person = User.objects.get(pk=people.rizky.pk)
    assert (person.is_superuser, person.is_staff, person.email) == (False, False, people.rizky.email)


def test_the_public_page_shows_what_was_opened_and_no_address(people: People, visitor: Client):
    listed(people.rizky, biography="Suka sepak bola.", phone="+6281234567890")
    page = visitor.get("/orang/rizky/").content.decode()
    assert "Rizky Maulana" in page
    assert "Suka sepak bola." in page
    assert people.rizky.email not in page
    assert "6281234567890" not in page


HIDDEN = {
    "not opened": {"is_listed": False},
    "kept out": {"is_active": False},
    "unconfirmed": {"confirmed_at": None},
    "leaving": {"leaves_at": "2030-01-01T00:00:00Z"},
}


@pytest.mark.parametrize("change", HIDDEN.values(), ids=HIDDEN.keys())
def test_the_hidden_and_handles_that_nobody_has_are_answered_alike(people: People, change: dict[str, Any]):
    def answer(client: Client) -> tuple[int, str]:
        response = client.get("/orang/rizky/")
        body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", response.content.decode())
        return response.status_code, body

    readers = [Client(), signed_in(people.dewi)]
    listed(people.rizky, **change)
    hidden = [answer(reader) for reader in readers]
    User.objects.filter(pk=people.rizky.pk).update(handle="lain")
    missing = [answer(reader) for reader in readers]
    assert hidden == missing
    assert [status for status, _body in hidden] == [404, 404]


def test_ones_own_preview_is_the_public_card(people: People, visitor: Client):
    rizky = signed_in(people.rizky)
    assert "tidak tampil kepada umum" in rizky.get("/akun/privasi/").content.decode()
    listed(people.rizky, biography="Suka sepak bola.")
    preview = rizky.get("/akun/privasi/").content.decode()
    assert "Suka sepak bola." in preview
    assert 'href="/orang/rizky/"' in preview


def test_a_mention_follows_the_name_and_leads_to_an_open_page_only(people: People):
    segments = parse("Terima kasih @rizky dan @siapa")
    assert '<span class="ref">Rizky Maulana</span>' in render([segments], people.dewi)[0]
    listed(people.rizky)
    assert '<a class="ref" href="/orang/rizky/">Rizky Maulana</a>' in render([segments], people.dewi)[0]
    actions.change_profile(person=User.objects.get(pk=people.rizky.pk), written={"name": "Rizky M.", "themes": []})
    assert "Rizky M." in render([segments], people.dewi)[0]


def test_who_is_leaving_or_kept_out_is_not_reached_by_a_mention(people: People):
    actions.set_active(person=people.rizky, is_active=False)
    assert parse("Halo @rizky") == ["<p>Halo @rizky</p>"]
