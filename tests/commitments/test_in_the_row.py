"""Keeping, moving and withdrawing from the list: with JavaScript only the row changes, a page does the same without."""

import re
from typing import Any

import pytest
from django.test import Client

from commitments.models import Commitment, State
from projects.models import Project
from tests.commitments.promises import in_days, promised
from tests.guards.cast import picture
from tests.people import People, signed_in
from tests.town import Town, make_project

HTMX: dict[str, Any] = {"HX-Request": "true"}
FORMS = {
    "tepati": ({"note": "Diserahkan di pos."}, "Ditepati"),
    "tenggat": ({"due_on": str(in_days(40)), "reason": "Pabrik libur"}, "semula"),
    "tarik": ({"reason": "Anggaran dipotong."}, "Ditarik"),
}
each_act = pytest.mark.parametrize("act", FORMS)


@pytest.fixture
def commitment(people: People, town: Town, project: Project) -> Commitment:
    return promised(people, project, town.firm)


@pytest.fixture
def browser(people: People) -> Client:
    return signed_in(people.bayu)


def row_of(commitment: Commitment, page: str) -> str:
    """The one row of a fragment, which is nothing but it and messages."""
    assert "<html" not in page
    assert re.findall(r'<li id="([^"]+)"', page) == [f"komitmen-{commitment.pk}"]
    return page


def of_state(commitment: Commitment) -> tuple[Any, ...]:
    commitment.refresh_from_db()
    entries = commitment.entries.values_list("what", "note", "due_after", "by", "acting_as")
    return commitment.state, commitment.due_on, list(entries)


@each_act
def test_the_row_holds_the_form_then_what_came_of_it(browser: Client, commitment: Commitment, act: str) -> None:
    path, (facts, said) = f"{commitment.get_absolute_url()}{act}/", FORMS[act]
    listed = browser.get("/komitmen/?lihat=semua").content.decode()
    assert f'hx-get="{path}" hx-target="#komitmen-{commitment.pk}"' in listed
    form = row_of(commitment, browser.get(path, headers=HTMX).content.decode())
    assert f'hx-post="{path}"' in form
    assert f'id="komitmen-{commitment.pk}-' in form
    answer = browser.post(path, facts, headers=HTMX)
    assert answer.status_code == 303  # which the browser follows as it asked: as htmx
    changed = row_of(commitment, browser.get(answer["Location"], headers=HTMX).content.decode())
    assert said in changed
    assert 'hx-swap-oob="beforeend:#pesan"' in changed


@each_act
def test_without_javascript_the_same_comes_of_it(
    people: People, town: Town, browser: Client, commitment: Commitment, act: str
) -> None:
    other = promised(people, make_project(people, town, "Sumur resapan"), town.firm)
    facts, _said = FORMS[act]
    for one, headers in ((commitment, {}), (other, HTMX)):
        assert browser.post(f"{one.get_absolute_url()}{act}/", facts, headers=headers).status_code == 303
    assert of_state(commitment) == of_state(other)
    assert "<html" in browser.get(f"{other.get_absolute_url()}").content.decode()


@each_act
def test_what_is_wrong_is_said_in_the_row_and_nothing_is_lost(
    browser: Client, commitment: Commitment, act: str
) -> None:
    path = f"{commitment.get_absolute_url()}{act}/"
    wrong = {"note": " ", "due_on": str(in_days(40)), "reason": "Apa"}
    answer = browser.post(path, wrong, headers=HTMX)
    assert answer.status_code == 422
    page = row_of(commitment, answer.content.decode())
    assert "bukti" in page if act == "tepati" else re.search(r"<textarea[^>]*>\s*Apa</textarea>", page)
    assert Commitment.objects.get().state == State.OPEN


def test_a_photo_goes_along_from_the_row(browser: Client, commitment: Commitment) -> None:
    path = f"{commitment.get_absolute_url()}tepati/"
    assert 'hx-encoding="multipart/form-data"' in browser.get(path, headers=HTMX).content.decode()
    assert browser.post(path, {"photos": picture("Tong")}, headers=HTMX).status_code == 303
    assert commitment.entries.get().photos.count() == 1


def test_f4_a_second_arrival_gets_the_row_of_the_first(browser: Client, commitment: Commitment) -> None:
    path = f"{commitment.get_absolute_url()}tepati/"
    form = {"note": "Sudah", "once": "kunci-sekali-pakai"}
    for _ in range(2):
        answer = browser.post(path, form, headers=HTMX)
        assert "Ditepati" in row_of(commitment, browser.get(answer["Location"], headers=HTMX).content.decode())
    assert commitment.entries.count() == 1


def test_who_may_not_gets_neither_form_nor_row_of_it(
    people: People, town: Town, commitment: Commitment, private_project: Project
) -> None:
    hidden = promised(people, private_project, town.firm, contribution="Pompa rahasia")
    stranger = signed_in(people.dewi)
    for act in FORMS:
        assert stranger.get(f"{commitment.get_absolute_url()}{act}/", headers=HTMX).status_code == 403
        assert stranger.get(f"{hidden.get_absolute_url()}{act}/", headers=HTMX).status_code == 404
    assert stranger.get(hidden.get_absolute_url(), headers=HTMX).status_code == 404
    row = stranger.get(commitment.get_absolute_url(), headers=HTMX).content.decode()
    assert "tepati/" not in row_of(commitment, row)
