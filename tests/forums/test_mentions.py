"""Whom `@` and two letters may mean: those who opened their profile and may read it there, and organisations."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import leave
from accounts.models import User
from commons.rich_text import plain, references
from forums.actions import publish_post
from forums.models import Category
from projects.models import Project
from stakeholders.actions import suspend_organisation
from tests.forums.town import make_topic
from tests.people import People, person, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db


def listed(*people: User) -> None:
    User.objects.filter(pk__in=[one.pk for one in people]).update(is_listed=True)


def asked(browser: Client, **query: Any) -> list[str]:
    answer = browser.get("/forum/sebut/", query)
    assert answer.status_code == 200
    return [one["text"] for one in answer.json()["found"]]


def test_people_are_found_by_the_beginning_of_any_part_of_their_name(people: People) -> None:
    listed(people.dewi, people.bayu)
    browser = signed_in(people.tukimin)
    assert asked(browser, q="de") == asked(browser, q="LES") == asked(browser, q="dewi les") == ["@dewi"]
    assert asked(browser, q="pras") == ["@bayu"]
    assert asked(browser, q="ewi") == []


def test_whoever_did_not_open_their_profile_is_not_named(people: People) -> None:
    listed(people.dewi)
    browser = signed_in(people.tukimin)
    assert asked(browser, q="ba") == asked(browser, q="su") == []
    leave(person=User.objects.get(pk=people.dewi.pk), withdraws_consent=False)
    assert asked(browser, q="de") == []
    gone = person("denis", "Denis Pergi", is_listed=True, is_active=False)
    new = person("deni", "Deni Baru", is_listed=True, confirmed_at=None)
    assert {f"@{one.handle}" for one in (gone, new)} & set(asked(browser, q="de")) == set()


@pytest.mark.parametrize("typed", ["", "d", " d ", "%%", "__", "'; --", "d" * 5000, "\u202ede"])
def test_less_than_two_letters_and_nonsense_find_nobody(people: People, typed: str) -> None:
    listed(people.dewi)
    assert asked(signed_in(people.tukimin), q=typed) == []


def test_only_those_who_may_read_the_topic_are_offered_there(people: People, private_project: Project) -> None:
    listed(people.rizky, people.ratna, people.dewi)
    category = Category.objects.get(pk=private_project.category_id)
    topic = make_topic(people, category=category, author=people.rizky)
    insider, outsider = signed_in(people.rizky), signed_in(people.bayu)
    assert asked(insider, q="ra", topik=topic.pk) == asked(insider, q="ra", kategori=category.pk) == ["@ratna"]
    assert asked(insider, q="de", topik=topic.pk) == asked(insider, q="de", kategori=category.pk) == []
    assert asked(insider, q="de", topik=make_topic(people).pk) == ["@dewi"]
    for what in (
        {"topik": topic.pk},
        {"kategori": category.pk},
        {"topik": 999999},
        {"topik": "x"},
        {"topik": "9" * 40},
    ):
        assert asked(outsider, q="ra", **what) == ["@ratna"], "the same as where nothing is named"
        assert asked(outsider, q="de", **what) == ["@dewi"]


def test_organisations_are_offered_as_links_that_become_their_name(people: People, town: Town) -> None:
    (link,) = asked(signed_in(people.tukimin), q="sumber")
    assert link == f"[{town.firm.name}]({town.firm.get_absolute_url()})"
    post = publish_post(topic=make_topic(people), author=people.tukimin, body=f"Menurut {link}?")
    assert references(post.body, "stakeholders.organisation") == [town.firm.pk]
    assert plain(post.body, people.bayu) == f"Menurut {town.firm.name}?"


def test_an_organisation_that_is_not_verified_is_not_offered(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert asked(signed_in(people.ratna), q="sumber") == []


def test_visitors_and_the_unconfirmed_are_told_nobody(people: People) -> None:
    listed(people.dewi)
    assert Client().get("/forum/sebut/?q=de").status_code == 302
    new = person("baru", "Warga Baru", confirmed_at=None)
    assert signed_in(new).get("/forum/sebut/?q=de").status_code == 403
    assert signed_in(people.tukimin).post("/forum/sebut/?q=de").status_code == 405


def test_who_asks_too_often_waits(people: People) -> None:
    browser = signed_in(people.tukimin)
    answers = [browser.get("/forum/sebut/?q=d").status_code for _ in range(121)]
    assert answers[:120] == [200] * 120
    assert answers[120] == 429


def test_however_many_there_are_a_few_come_in_few_statements(people: People) -> None:
    for n in range(30):
        person(f"desi-{n}", f"Desi Nomor {n}", is_listed=True)
    browser, topic = signed_in(people.tukimin), make_topic(people)
    asked(browser, q="de")
    with CaptureQueriesContext(connection) as seen:
        assert len(asked(browser, q="des", topik=topic.pk)) == 6
    assert len(seen.captured_queries) <= 6
