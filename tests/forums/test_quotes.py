"""A quote holds somebody's words: it is begun by a link, leads to the post, and goes with it."""

import pytest
from django.test import Client

from accounts.actions import change_profile
from commons.audience import set_visibility
from commons.rich_text import plain, words
from forums.actions import close_topic, delete_post, edit_post, hide_post, publish_post, restore_post, show_post
from forums.models import Category, Post, Topic
from forums.queries import quoted
from projects.models import Project
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
GONE = "(kutipan tidak tersedia)"


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def quoting(topic: Topic, number: int, people: People, more: str = "Setuju.") -> Post:
    return publish_post(topic=topic, author=people.dewi, body=f"{quoted(topic, number)}{more}")


def of(topic: Topic, number: int) -> str:
    """What a visitor reads of a post."""
    page = text(Client(), Topic.objects.get(pk=topic.pk).get_absolute_url())
    return page.split(f'id="no-{number}"')[1].split("<footer>")[0]


def test_a_quote_shows_the_words_and_leads_to_them_by_who_wrote_them(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu *cat* merah.")
    quoting(topic, 2, people)
    shown = of(topic, 3)
    assert "Kami bantu cat merah." in shown
    assert f'href="{topic.get_absolute_url()}?no=2#no-2">Bayu Prasetyo, kiriman 2</a>' in shown


def test_the_address_in_a_quote_leads_to_where_the_post_stands(people: People, private_project: Project) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    answer = Client().get(post.lasting_url)
    assert (answer.status_code, answer["Location"]) == (302, f"{topic.get_absolute_url()}?no=2#no-2")
    assert Client().get("/forum/kiriman/999999/").status_code == 404
    category = Category.objects.get(pk=private_project.category_id)
    hidden = make_topic(people, category=category, author=people.rizky).posts.get()
    assert signed_in(people.bayu).get(hidden.lasting_url).status_code == 404
    assert signed_in(people.ratna).get(hidden.lasting_url).status_code == 302


@pytest.mark.parametrize("how", ["hidden", "deleted"])
def test_f11_a_quote_of_what_is_hidden_or_deleted_shows_nothing_of_it_until_it_is_back(
    people: People, how: str
) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Katakasar kepada tetangga.")
    quoting(topic, 2, people)
    assert "Katakasar" in of(topic, 3)
    if how == "hidden":
        hide_post(post=post, by=people.putri, reason="Menghina tetangga")
    else:
        delete_post(post=post, by=people.bayu)
    for browser in (Client(), signed_in(people.bayu), signed_in(people.putri)):
        page = text(browser, topic.get_absolute_url())
        assert "Katakasar" not in page
        assert GONE in page
        assert "Setuju." in page
        assert "tetangga." not in text(browser, "/cari/?q=katakasar&jenis=forums.post")
    if how == "hidden":
        show_post(post=post, by=people.putri)
    else:
        restore_post(post=post, by=people.bayu)
    assert "Katakasar" in of(topic, 3)


def test_s3_the_words_of_a_quote_are_found_where_they_stand_and_only_there(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu timbangan.")
    post = quoting(topic, 2, people, "Terima kasih.")
    assert words(post.body) == "Terima kasih."
    page = text(Client(), "/cari/?q=timbangan&jenis=forums.post")
    assert "?no=2#no-2" in page
    assert "?no=3#no-3" not in page


def test_o5_a_quote_from_where_the_reader_may_not_look_shows_nothing(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    hidden = make_topic(people, category=category, author=people.rizky, body="Bahan rahasia.")
    body = f"> Bahan rahasia.\n>\n> [#1]({hidden.posts.get().lasting_url})\n\nBegitu katanya."
    topic = make_topic(people)
    publish_post(topic=topic, author=people.ratna, body=body)
    for browser, knows in ((Client(), False), (signed_in(people.bayu), False), (signed_in(people.rizky), True)):
        page = text(browser, topic.get_absolute_url())
        assert ("Bahan rahasia." in page) is knows
        assert (GONE in page) is not knows
        assert "Begitu katanya." in page


def test_a_topic_that_becomes_private_takes_its_quotes_along(people: People) -> None:
    first, second = make_topic(people, body="Kata terbuka."), make_topic(people, title="Lampu jalan mati")
    body = f"> Kata terbuka.\n>\n> [#1]({first.posts.get().lasting_url})"
    post = publish_post(topic=second, author=people.dewi, body=body)
    assert "Kata terbuka." in plain(post.body, people.bayu)
    set_visibility(first.category.audience, "private")
    assert "Kata terbuka." not in plain(post.body, people.bayu)


def test_f12_a_quote_calls_its_author_as_they_are_called_now(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    post = quoting(topic, 2, people)
    assert "Bayu" not in f"{post.body}{post.source}"
    assert "Bayu Prasetyo, kiriman 2" in of(topic, 3)
    facts = {
        name: getattr(people.bayu, name) for name in ("title", "biography", "is_listed", "area", "language", "look")
    }
    change_profile(person=people.bayu, written=facts | {"name": "Bayu Baru", "themes": []})
    assert "Bayu Baru, kiriman 2" in of(topic, 3)


def test_a_quote_in_a_quote_goes_with_its_own_post(people: People) -> None:
    topic = make_topic(people)
    inner = publish_post(topic=topic, author=people.bayu, body="Kata dalam.")
    outer = publish_post(topic=topic, author=people.tukimin, body="Kata luar.")
    body = f"> > Kata dalam.\n> >\n> > [#2]({inner.lasting_url})\n>\n> Kata luar.\n>\n> [#3]({outer.lasting_url})"
    publish_post(topic=topic, author=people.dewi, body=body)
    assert "Kata dalam." in of(topic, 4)
    hide_post(post=inner, by=people.putri, reason="Iklan obat")
    assert "Kata dalam." not in of(topic, 4)
    assert "Kata luar." in of(topic, 4)
    hide_post(post=outer, by=people.putri, reason="Iklan obat")
    assert "Kata" not in of(topic, 4)


def test_a_quote_of_no_post_is_nobodys_and_stays(people: People) -> None:
    topic = make_topic(people, body="> Pepatah lama.\n\nBegitu.")
    assert "Pepatah lama." in of(topic, 1)
    assert words(topic.posts.get().body) == "Pepatah lama. Begitu."


def test_what_is_quoted_is_what_stands_there_when_it_is_quoted(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    quoting(topic, 2, people)
    edit_post(post=post, by=people.bayu, body="Kami bantu kuas.")
    assert "Kami bantu cat." in of(topic, 3)
    assert "Kami bantu kuas." in quoted(topic, 2)


def test_who_may_not_answer_is_offered_no_quote(people: People) -> None:
    topic = make_topic(people)
    assert "?kutip=1#balas" in text(signed_in(people.bayu), topic.get_absolute_url())
    assert "?kutip=1#balas" not in text(Client(), topic.get_absolute_url())
    close_topic(topic=topic, by=people.putri)
    assert "?kutip=1#balas" not in text(signed_in(people.bayu), topic.get_absolute_url())
