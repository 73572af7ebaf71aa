"""*Bermanfaat*: said once, taken back, counted as it is, and read only by whoever reads the post."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import erase, leave
from commons.access import Refused
from commons.models import Epoch
from forums.actions import (
    change_category,
    close_topic,
    delete_post,
    find_useful,
    find_useful_no_more,
    hide_post,
    publish_post,
)
from forums.models import Category, Post, Reaction
from forums.personal_data import export
from forums.queries import facts_of
from projects.models import Project
from tests.forums.town import general, make_topic
from tests.people import People, person, signed_in

pytestmark = pytest.mark.django_db


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def at(post: Post) -> str:
    return f"/forum/topik/{post.topic_id}/bermanfaat/"


def who(post: Post) -> str:
    return f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/bermanfaat/"


def test_it_is_said_and_taken_back_without_javascript_and_leads_back_to_the_post(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    browser, url = signed_in(people.dewi), post.topic.get_absolute_url()
    assert 'name="ya" value="2"' in text(browser, url)
    answer = browser.post(at(post), {"ya": "2"})
    assert (answer.status_code, answer["Location"]) == (303, post.get_absolute_url())
    page = text(browser, url)
    assert 'name="tidak" value="2" aria-pressed="true"' in page
    assert "1 orang" in page
    assert browser.post(at(post), {"tidak": "2"}).status_code == 303
    page = text(browser, url)
    assert 'name="ya" value="2" aria-pressed="false"' in page
    assert "1 orang" not in page


def test_kept_pages_of_everybody_show_the_number_at_once_and_each_their_own(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    url = post.topic.get_absolute_url()
    browsers = {one: signed_in(one) for one in (people.dewi, people.tukimin, people.bayu)}
    for browser in browsers.values():
        text(browser, url)
    epoch = Epoch.objects.current()
    find_useful(post=post, by=people.dewi)
    assert Epoch.objects.current() == epoch
    assert 'name="tidak" value="2"' in text(browsers[people.dewi], url)
    assert 'name="ya" value="2"' in text(browsers[people.tukimin], url)
    for browser in browsers.values():
        assert "1 orang" in text(browser, url)
    assert 'value="2" aria-pressed' not in text(browsers[people.bayu], url), "it is bayu's own"


def test_a_visitor_reads_the_number_and_is_led_to_sign_in_and_back(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    for one in (people.dewi, people.tukimin):
        find_useful(post=post, by=one)
    page = text(Client(), post.topic.get_absolute_url())
    assert f"/masuk/?next=/forum/topik/{post.topic_id}/%3Fno%3D2%23no-2" in page
    assert "Bermanfaat 2<" in page
    assert Client().post(at(post), {"ya": "2"}).status_code in (302, 403)
    assert Client().get(who(post)).status_code == 302
    assert Reaction.objects.count() == 2


def test_nobody_finds_their_own_post_useful(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    with pytest.raises(Refused):
        find_useful(post=post, by=people.bayu)
    browser = signed_in(people.bayu)
    page = browser.post(at(post), {"ya": "2"}, follow=True).content.decode()
    assert "Hanya anggota yang menandai kiriman orang lain" in page
    assert not Reaction.objects.exists()


def test_f4_said_ten_times_it_is_one_and_taken_back_twice_it_is_none(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    browser = signed_in(people.dewi)
    assert [browser.post(at(post), {"ya": "2"}).status_code for _ in range(10)] == [303] * 10
    assert Reaction.objects.count() == 1
    assert [browser.post(at(post), {"tidak": "2"}).status_code for _ in range(2)] == [303] * 2
    assert not Reaction.objects.exists()
    find_useful(post=post, by=people.dewi)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reaction.objects.create(post=post, person=people.dewi)


@pytest.mark.parametrize("sent", [{}, {"ya": ""}, {"ya": "dua"}, {"ya": "-1"}, {"tidak": "9" * 30}, {"ya": "\x00"}])
def test_a7_what_names_no_post_is_refused(people: People, sent: dict[str, str]) -> None:
    topic = make_topic(people)
    assert signed_in(people.dewi).post(f"/forum/topik/{topic.pk}/bermanfaat/", sent).status_code == 400
    assert signed_in(people.dewi).post(f"/forum/topik/{topic.pk}/bermanfaat/", {"ya": "77"}).status_code == 404


def test_what_is_hidden_deleted_or_archived_takes_none_and_what_is_closed_does(people: People) -> None:
    topic = make_topic(people)
    hidden, deleted, other = (publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}.") for n in range(3))
    hide_post(post=hidden, by=people.putri, reason="Iklan obat")
    delete_post(post=deleted, by=people.bayu)
    for post in (hidden, deleted):
        with pytest.raises(Refused):
            find_useful(post=post, by=people.dewi)
    close_topic(topic=topic, by=people.putri)
    find_useful(post=other, by=people.dewi)
    category = general()
    change_category(category=category, by=people.putri, **facts_of(category) | {"is_archived": True})
    for act in (find_useful, find_useful_no_more):
        with pytest.raises(Refused):
            act(post=other, by=people.tukimin)
    assert signed_in(people.tukimin).post(at(other), {"ya": "4"}).status_code == 403


def test_members_read_who_found_it_useful_and_nobody_reads_it_of_what_is_hidden(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    find_useful(post=post, by=people.dewi)
    page = text(signed_in(people.tukimin), who(post))
    assert "Dewi Lestari" in page
    hide_post(post=post, by=people.putri, reason="Iklan obat")
    assert signed_in(people.tukimin).get(who(post)).status_code == 403
    assert signed_in(people.putri).get(who(post)).status_code == 403


def test_f14_in_a_private_projects_forum_strangers_know_of_none(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    topic = make_topic(people, category=category, author=people.rizky)
    post = topic.posts.get()
    find_useful(post=post, by=people.ratna)
    for stranger in (Client(), signed_in(people.bayu)):
        assert stranger.get(who(post)).status_code == 404
        assert stranger.post(at(post), {"ya": "1"}).status_code in (403, 404)
    with pytest.raises(Refused):
        find_useful(post=post, by=people.bayu)
    assert Reaction.objects.visible_to(people.bayu).count() == 0
    assert Reaction.objects.visible_to(people.ratna).count() == 1


def test_f12_who_is_gone_is_not_counted_and_not_named(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu cat.")
    find_useful(post=post, by=people.dewi)
    assert export(people.dewi)["found_useful"][0]["number"] == 2
    url = post.topic.get_absolute_url()
    assert "1 orang" in text(signed_in(people.tukimin), url)
    leave(person=people.dewi, withdraws_consent=False)
    erase(person=people.dewi)
    assert "1 orang" not in text(signed_in(people.tukimin), url)
    assert "Dewi" not in text(signed_in(people.tukimin), who(post))


def test_a_page_asks_no_more_however_many_found_its_posts_useful(people: People) -> None:
    topic = make_topic(people)
    posts = [publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}.") for n in range(10)]
    browser, url = signed_in(people.dewi), topic.get_absolute_url()

    def asked() -> int:
        text(browser, url)
        with CaptureQueriesContext(connection) as seen:
            text(browser, url)
        return len(seen.captured_queries)

    few = asked()
    for n in range(12):
        one = person(f"warga-{n}", f"Warga {n}")
        for post in posts:
            find_useful(post=post, by=one)
    for post in posts:
        find_useful(post=post, by=people.dewi)
    assert asked() <= few
    with CaptureQueriesContext(connection) as seen:
        page = text(browser, who(posts[0]))
    assert len(seen.captured_queries) <= 10
    assert "Warga 11" in page
