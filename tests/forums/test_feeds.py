"""The feeds of a category and of a topic: what a visitor reads, whoever asks."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from accounts.actions import change_profile
from commons.audience import set_visibility
from forums.actions import delete_post, edit_post, hide_post, open_category, publish_post
from forums.models import Category, Topic
from projects.models import Project
from tests.asking import statements
from tests.forums.town import general, make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://testserver"


def of_category(category: Category) -> str:
    return f"/forum/{category.pk}/topik.atom"


def of_topic(topic: Topic) -> str:
    return f"/forum/topik/{topic.pk}/kiriman.atom"


def feed(path: str, browser: Client | None = None) -> ElementTree.Element:
    answer = (browser or Client()).get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def entries(path: str, browser: Client | None = None) -> list[dict[str, Any]]:
    """Of each entry its texts, and where it leads."""
    found = feed(path, browser).findall(f"{ATOM}entry")
    names = ("id", "title", "summary", "published", "updated")
    return [
        {name: one.findtext(f"{ATOM}{name}") for name in names}
        | {"author": one.findtext(f"{ATOM}author/{ATOM}name"), "link": one.find(f"{ATOM}link").get("href")}  # type: ignore[union-attr]
        for one in found
    ]


def test_a_post_is_an_entry_as_it_is_read_on_the_page(people: People, town: Town) -> None:
    topic = make_topic(people, title="Parkir & gerobak", body="Jalan **tertutup**, kata @dewi.")
    post = publish_post(topic=topic, author=people.bayu, acting_as=town.firm, body="Kami <b>bantu</b> cat.")
    newest, opening = entries(of_topic(topic))
    assert opening["id"] == f"{SITE}{topic.posts.get(number=1).lasting_url}"
    assert opening["link"] == f"{SITE}{topic.get_absolute_url()}?no=1#no-1"
    assert "<strong>tertutup</strong>" in opening["summary"]
    assert "Dewi Lestari" in opening["summary"]
    assert opening["author"] == "Sunarti"
    assert newest["title"] == "Parkir & gerobak, kiriman 2"
    assert newest["author"] == "Bayu Prasetyo (PT Sumber Air)"
    assert "&lt;b&gt;bantu" in newest["summary"]
    assert newest["published"] == newest["updated"]
    edit_post(post=post, by=people.bayu, body="Kami bantu kuas.")
    newest = entries(of_topic(topic))[0]
    assert newest["id"] == f"{SITE}{post.lasting_url}"
    assert newest["updated"] > newest["published"]
    root = feed(of_topic(topic))
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == f"{SITE}/", "links in the texts lead here"
    assert root.findtext(f"{ATOM}updated") == newest["updated"]


def test_a_categorys_feed_has_its_topics_and_no_answers(people: People) -> None:
    make_topic(people, title="Topik pertama")
    topic = make_topic(people, title="Topik kedua")
    publish_post(topic=topic, author=people.bayu, body="Jawaban saya.")
    make_topic(
        people, title="Di tempat lain", category=open_category(by=people.putri, title="A B C", visibility="public")
    )
    assert [one["title"] for one in entries(of_category(general()))] == ["Topik kedua", "Topik pertama"]


@pytest.mark.parametrize("visibility", ["members", "stakeholders"])
def test_o5_what_not_everybody_reads_has_no_feed(people: People, visibility: str) -> None:
    category = open_category(by=people.putri, title="Rapat Mawar", visibility=visibility)
    topic = make_topic(people, category=category, author=people.putri)
    for path in (of_category(category), of_topic(topic)):
        assert Client().get(path).status_code == 404
        refused = signed_in(people.putri).get(path)
        assert refused.status_code == 403
        assert "terbuka bagi siapa saja" in refused.content.decode()
    assert "atom+xml" not in signed_in(people.putri).get(topic.get_absolute_url()).content.decode()
    assert "atom+xml" not in signed_in(people.putri).get(category.get_absolute_url()).content.decode()


def test_o5_a_topic_that_turns_private_is_gone_at_once(people: People) -> None:
    category = open_category(by=people.putri, title="Keamanan", visibility="public")
    topic = make_topic(people, category=category)
    assert len(entries(of_topic(topic))) == len(entries(of_category(category))) == 1
    set_visibility(category.audience, "members")
    assert Client().get(of_topic(topic)).status_code == Client().get(of_category(category)).status_code == 404


def test_f11_hidden_and_deleted_words_are_in_no_feed(people: People) -> None:
    topic = make_topic(people, title="Judul Kenanga", body="Isi Kenanga.")
    bad = publish_post(topic=topic, author=people.bayu, body="Kata Melati.")
    gone = publish_post(topic=topic, author=people.dewi, body="Kata Anggrek.")
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    delete_post(post=gone, by=people.dewi)
    for browser in (Client(), signed_in(people.putri), signed_in(people.dewi)):
        text = browser.get(of_topic(topic)).content.decode()
        assert "Melati" not in text
        assert "Anggrek" not in text
        assert "Kenanga" in text
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Iklan obat")
    for path in (of_topic(topic), of_category(general())):
        assert "Kenanga" not in Client().get(path).content.decode()


def test_f12_names_are_those_of_today(people: People) -> None:
    topic = make_topic(people, body="Halo @bayu.")
    facts = {
        name: getattr(people.bayu, name) for name in ("title", "biography", "is_listed", "area", "language", "look")
    }
    change_profile(person=people.bayu, written=facts | {"name": "Banyu", "themes": []})
    assert "Banyu" in entries(of_topic(topic))[0]["summary"]


def test_o5_titles_in_a_text_are_what_a_visitor_may_see(people: People, private_project: Project) -> None:
    topic = make_topic(people, author=people.ratna, body=f"Lihat {SITE}{private_project.get_absolute_url()} dulu.")
    for browser in (Client(), signed_in(people.ratna)):
        assert "Rahasia Mawar" not in browser.get(of_topic(topic)).content.decode()


def test_who_has_it_is_told_so_and_hears_of_each_change(people: People) -> None:
    topic, browser = make_topic(people), Client()
    paths = (
        of_topic(topic),
        of_category(general()),
        of_category(open_category(by=people.putri, title="Kosong", visibility="public")),
    )
    for path in paths:
        tag = browser.get(path)["ETag"]
        again = browser.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    tag = browser.get(paths[0])["ETag"]
    edit_post(post=topic.posts.get(), by=people.sunarti, title=topic.title, body="Lain sekarang.")
    assert browser.get(paths[0], headers={"If-None-Match": tag}).status_code == 200


def test_fifty_at_most_and_as_many_statements_however_many(people: People) -> None:
    topic = make_topic(people)
    few = statements(Client(), of_topic(topic))
    for n in range(60):
        publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}")
    assert len(entries(of_topic(topic))) == 50
    assert statements(Client(), of_topic(topic)) == few <= 4
    one = statements(Client(), of_category(general()))
    for n in range(5):
        make_topic(people, title=f"Topik nomor {n}")
    assert statements(Client(), of_category(general())) == one <= 4


def test_pages_say_where_their_feed_is(people: People) -> None:
    topic = make_topic(people)
    for page, path in ((topic, of_topic(topic)), (general(), of_category(general()))):
        html = Client().get(page.get_absolute_url()).content.decode()
        assert 'rel="alternate" type="application/atom+xml"' in html
        assert f'href="{path}"' in html


def test_f13_odd_characters_leave_well_formed_xml(people: People) -> None:
    topic = make_topic(
        people, title="Judul \u202e dan \x0b tanda", body="]]> & <x> \u2028 \x08 emoji \U0001f469\u200d\U0001f33e"
    )
    assert "&amp;" in entries(of_topic(topic))[0]["summary"]
    assert "tanda" in entries(of_category(general()))[0]["title"]
