"""Pages that are drawn once for all visitors: whatever changes is seen at once, and nothing of one browser is shown to
another."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from accounts.actions import change_profile, erase
from commons import drawn, visiting
from forums.actions import (
    change_category,
    close_topic,
    edit_post,
    hide_post,
    mark_answer,
    merge_topic,
    open_category,
    pin_topic,
    publish_post,
    show_post,
)
from forums.models import Category, Topic
from forums.queries import facts_of
from tests.forums.town import make_question, make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
WORDS = "Pagar itu roboh tadi malam."


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks no minute ends, so nothing is drawn anew for that reason."""
    monkeypatch.setattr(drawn, "this_minute", lambda: 1)


@pytest.fixture
def topic(people: People) -> Topic:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.dewi, body=WORDS)
    return Topic.objects.get(pk=topic.pk)


def page(path: str, browser: Client | None = None, **headers: str) -> str:
    answer = (browser or Client()).get(path, headers=headers)
    return answer.content.decode() if answer.status_code == 200 else ""


def doors(topic: Topic) -> tuple[str, str, str]:
    return topic.get_absolute_url(), topic.category.get_absolute_url(), "/forum/"


def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates of whole pages, as they are drawn."""
    seen: list[str] = []
    plain = visiting.render_to_string

    def render(template: str, *rest: object) -> str:
        seen.append(template)
        return plain(template, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(visiting, "render_to_string", render)
    return seen


def test_the_second_visitor_reads_what_was_drawn_for_the_first(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in doors(topic):
        seen = renders(monkeypatch)
        first = page(path)
        assert page(path) == first != ""
        assert len(seen) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda people, topic: hide_post(post=topic.posts.get(number=2), by=people.putri, reason="Menyerang orang."),
        lambda people, topic: edit_post(post=topic.posts.get(number=2), by=people.dewi, body="Sudah dibetulkan."),
        lambda people, topic: erase(person=people.dewi),
        lambda people, topic: change_profile(person=people.dewi, written={"name": "Dewi Baru", "themes": []}),
    ],
    ids=["hidden", "changed", "erased", "renamed"],
)
def test_a_post_that_is_hidden_or_changed_and_a_person_who_goes_are_seen_at_once(
    people: People, topic: Topic, change: Callable[[People, Topic], object]
) -> None:
    path, name = topic.get_absolute_url(), people.dewi.name
    before = page(path)
    assert WORDS in before
    assert name in before
    change(people, topic)
    after = page(path)
    assert after
    assert not (WORDS in after and f">{name}<" in after)


def test_a_topic_that_is_hidden_leaves_every_list_at_once_and_comes_back(people: People, topic: Topic) -> None:
    opening = topic.posts.get(number=1)
    assert all(topic.title in page(path) for path in doors(topic))
    hide_post(post=opening, by=people.putri, reason="Iklan.")
    assert not any(topic.title in page(path) for path in doors(topic))
    show_post(post=opening, by=people.putri)
    assert all(topic.title in page(path) for path in doors(topic))


def test_what_is_for_members_only_is_gone_for_visitors_at_once(people: People, topic: Topic) -> None:
    own = open_category(by=people.putri, title="Ronda malam", visibility="public")
    inside = make_topic(people, category=own, title="Jadwal pekan ini")
    assert all("Jadwal pekan ini" in page(path) for path in doors(inside))
    known = facts_of(Category.objects.get(pk=own.pk))
    change_category(category=own, by=people.putri, **(known | {"visibility": "members"}))
    assert not any("Jadwal pekan ini" in page(path) for path in doors(inside))
    assert "Ronda malam" not in page("/forum/")
    assert all("Jadwal pekan ini" in page(path, signed_in(people.dewi)) for path in doors(inside))


def test_what_is_new_closed_pinned_or_merged_is_seen_at_once(people: People, topic: Topic) -> None:
    path, category, forum = doors(topic)
    for one in (path, category, forum):
        page(one)
    other = make_topic(people, title="Lampu padam")
    assert all("Lampu padam" in page(one) for one in (category, forum))
    pin_topic(topic=topic, by=people.putri)
    assert "Disematkan" in page(category)
    close_topic(topic=topic, by=people.putri, reason="Sudah selesai dibahas.")
    assert "Sudah selesai dibahas." in page(path)
    merge_topic(topic=other, into=Topic.objects.get(pk=topic.pk), by=people.putri)
    assert "Lampu padam" not in page(forum)
    led = Client().get(other.get_absolute_url(), follow=True)
    assert "Sudah selesai dibahas." in led.content.decode()
    assert page(other.get_absolute_url()) == ""


def test_a_language_and_spared_data_have_pages_of_their_own(topic: Topic) -> None:
    for path in doors(topic):
        plain = page(path)
        english = Client()
        english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert 'lang="en"' in page(path, english)
        assert "data-hemat" in page(path, save_data="on")
        assert page(path) == plain
        assert "data-hemat" not in plain


def test_a_header_that_says_nothing_makes_no_page_of_its_own(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = renders(monkeypatch)
    for said in ("off", "1", "x" * 30):
        assert page("/forum/", save_data=said) == page("/forum/")
    assert len(seen) == 1


def test_addresses_that_anybody_makes_up_push_out_only_one_another(
    topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    for store in (drawn._pages, drawn._visited):
        monkeypatch.setattr(store, "_max_entries", 20)
    drawn.kept_for_the_minute(lambda: "first", "uji")
    for n in range(30):
        assert page(f"/forum/?utm={n}")
    assert drawn.kept_for_the_minute(lambda: "again", "uji") == "first"


def test_whoever_brings_a_cookie_of_their_own_is_drawn_a_page_of_their_own(
    people: People, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(doors(topic)[0])
    seen = renders(monkeypatch)
    for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.KEPT_COOKIE_NAME):
        browser = Client()
        browser.cookies[cookie] = "x" * 32
        assert WORDS in page(doors(topic)[0], browser)
    assert WORDS in page(doors(topic)[0], signed_in(people.dewi))
    assert seen == []


def test_a_page_with_a_form_is_kept_for_nobody() -> None:
    def token() -> str:
        request = RequestFactory().get("/uji/")
        request.user = AnonymousUser()
        html = visiting.show(request, "components/confirm.html", lambda: {"id": "uji", "action": "#"}).content.decode()
        return html.partition('name="csrfmiddlewaretoken" value="')[2][:64]

    first = token()
    assert len(first) == 64
    assert token() != first


def test_a_question_that_leads_back_to_its_topic_is_told_once_and_its_answer_seen_at_once(
    people: People, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = make_question(people, town)
    path = question.get_absolute_url()
    seen = renders(monkeypatch)
    assert page(path) == page(path) != ""
    assert len(seen) == 1
    publish_post(topic=question, author=people.putri, body="Pekan depan dikeruk.", acting_as=town.office)
    assert "Pekan depan dikeruk." in page(path)
    mark_answer(post=question.posts.get(number=2), by=people.putri)
    assert "Terjawab" in page(path)
