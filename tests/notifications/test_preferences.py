"""What a person chooses: the channel of each row, and when the digest comes."""

import re
from datetime import time
from typing import Any

import pytest
from django.test import Client

from notifications import actions
from notifications.models import Preference, Schedule
from tests.people import People, signed_in

PAGE = "/akun/pemberitahuan/"


def filled(client: Client) -> dict[str, str]:
    """The form as it stands: each select with what is chosen in it."""
    html = client.get(PAGE).content.decode()
    values = {}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        selected = re.search(r'<option value="([^"]*)" selected', options)
        assert selected is not None, name
        values[name] = selected[1]
    return values


def main(answer: Any) -> str:
    return str(answer.content.decode().split("<main")[1])


def chosen(person: Any) -> dict[tuple[str, str], str]:
    return {(p.verb, p.reason): p.channel for p in Preference.objects.filter(person=person)}


def test_the_page_has_a_row_for_each_verb_and_reason(people: People) -> None:
    html = signed_in(people.rizky).get(PAGE).content.decode()
    assert "Tulisan baru" in html
    assert "bila Anda disebut" in html
    assert "Suatu hal dibatalkan" in html
    assert "tidak dapat dimatikan" in html


def test_parts_are_folded_and_one_with_a_mistake_stands_open(people: People) -> None:
    client = signed_in(people.rizky)
    assert "<details open>" not in main(client.get(PAGE))
    answer = client.post(PAGE, filled(client) | {"tests.posted-follows": "merpati"})
    assert answer.status_code == 422
    _folded, opened = main(answer).split("<details open>")
    assert 'name="tests.posted-follows"' in opened.split("</details>")[0]


def test_sending_it_unchanged_changes_nothing(people: People) -> None:
    client = signed_in(people.rizky)
    response = client.post(PAGE, filled(client), follow=True)
    assert response.redirect_chain == [(PAGE, 303)]
    assert "Tidak ada yang berubah." in response.content.decode()
    assert chosen(people.rizky) == {}
    assert Schedule.objects.get(person=people.rizky).frequency == ""


def test_what_differs_from_the_usual_is_kept_and_given_back(people: People) -> None:
    client = signed_in(people.rizky)
    values = filled(client) | {
        "tests.posted-follows": "mail",
        "tests.posted-mentioned": "none",
        "frequency": "daily",
        "weekday": "5",
        "at": "19:30",
    }
    client.post(PAGE, values)
    assert chosen(people.rizky) == {("tests.posted", "follows"): "mail", ("tests.posted", "mentioned"): "none"}
    schedule = Schedule.objects.get(person=people.rizky)
    assert (schedule.frequency, schedule.weekday, schedule.at) == ("daily", 5, time(19, 30))
    assert schedule.next_at is not None
    assert filled(client) == values
    client.post(PAGE, values | {"tests.posted-follows": "digest", "tests.posted-mentioned": "mail"})
    assert chosen(people.rizky) == {}


def test_what_is_locked_cannot_be_chosen_whatever_is_sent(people: People) -> None:
    client = signed_in(people.rizky)
    values = filled(client)
    assert "tests.cancelled-invited" not in values
    client.post(PAGE, values | {"tests.cancelled-invited": "none"})
    locked = {("tests.cancelled", "invited"): "none"}
    actions.save_preferences(person=people.rizky, channels=locked, frequency="weekly", weekday=1, at=time(6, 30))
    assert chosen(people.rizky) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frequency", "hourly"),
        ("weekday", "8"),
        ("weekday", "x"),
        ("at", "25:99"),
        ("tests.posted-follows", "pigeon\x00"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_a_sentence(people: People, name: str, value: str) -> None:
    client = signed_in(people.rizky)
    response = client.post(PAGE, filled(client) | {name: value})
    assert response.status_code == 422
    assert "Pilih salah satu dari daftar." in response.content.decode()
    assert chosen(people.rizky) == {}


def test_an_empty_form_is_refused(people: People) -> None:
    response = signed_in(people.rizky).post(PAGE, {})
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in response.content.decode()


def test_staff_begin_with_a_daily_digest(people: People) -> None:
    assert filled(signed_in(people.putri))["frequency"] == "daily"
    assert filled(signed_in(people.rizky))["frequency"] == "weekly"


def test_a_visitor_is_asked_to_sign_in(visitor: Client, db: None) -> None:
    assert visitor.get(PAGE).status_code == 302
    assert visitor.post(PAGE, {"frequency": "off"}).status_code == 403
