"""What programs read of a page of the forum: its own address, and its opening post in words for machines."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from commons.audience import set_visibility
from forums.actions import delete_post, hide_post, open_category, publish_post
from forums.models import Topic
from projects.models import Project
from tests.forums.town import general, make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


def page(path: str, browser: Client | None = None) -> str:
    return (browser or Client()).get(path).content.decode()


def canonical(path: str, browser: Client | None = None) -> list[str]:
    return CANONICAL.findall(page(path, browser))


def told(topic: Topic, query: str = "", browser: Client | None = None) -> dict[str, Any] | None:
    found = BLOCK.findall(page(topic.get_absolute_url() + query, browser))
    return json.loads(found[0]) if found else None


def test_each_window_has_an_address_of_its_own(people: People) -> None:
    topic = make_topic(people)
    for n in range(24):
        publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}")
    url = topic.get_absolute_url()
    for query, wanted in (("", ""), ("?no=7", ""), ("?no=1&x=y", ""), ("?no=23", "?no=21"), ("?no=9999", "?no=21")):
        assert canonical(url + query) == [f"{SITE}{url}{wanted}"]
    assert canonical(f"{url}?kutip=23", signed_in(people.bayu)) == [f"{SITE}{url}?no=21"]


def test_things_have_one_address_whatever_is_asked_of_their_page(people: People, town: Town, project: Project) -> None:
    for thing in (general(), project, town.firm):
        path = thing.get_absolute_url()
        assert canonical(f"{path}?dari=surat") == canonical(path) == [f"{SITE}{path}"]
    for n in range(21):
        make_topic(people, title=f"Topik nomor {n}")
    following = re.search(r'href="(\?setelah=[^"]+)"', page(general().get_absolute_url()))
    assert following is not None
    assert canonical(general().get_absolute_url() + following[1]) == [], "a page further on is not the first"


def test_visitors_programs_read_the_opening_post(people: People, town: Town) -> None:
    topic = make_topic(people, author=people.bayu, acting_as=town.firm, body="Kami **bantu** cat, kata @dewi.")
    publish_post(topic=topic, author=people.dewi, body="Terima kasih.")
    facts = told(topic)
    assert facts is not None
    assert facts["@type"] == "DiscussionForumPosting"
    assert facts["url"] == SITE + topic.get_absolute_url()
    assert (facts["headline"], facts["text"]) == (topic.title, "Kami bantu cat, kata Dewi Lestari.")
    assert facts["author"] == {
        "@type": "Person",
        "name": "Bayu Prasetyo",
        "affiliation": {"@type": "Organization", "name": "PT Sumber Air"},
    }
    assert facts["commentCount"] == 1
    assert told(topic, browser=signed_in(people.dewi)) is None, "nobody's program is signed in"


def test_f2_no_text_closes_the_block(people: People) -> None:
    nasty = "</script><script>alert(1)</script> <!-- \u2028 & \" '"
    topic = make_topic(people, title=f"Judul {nasty}"[:150], body=nasty)
    html = page(topic.get_absolute_url())
    assert "<script>alert(1)" not in html
    block = BLOCK.findall(html)[0]
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["text"].startswith("</script><script>alert(1)</script>")


def test_only_the_first_window_has_it(people: People) -> None:
    topic = make_topic(people)
    for n in range(24):
        publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}")
    facts = told(topic, "?no=3")
    assert facts is not None
    assert facts["commentCount"] == 24
    assert told(topic, "?no=22") is None


def test_f11_f10_what_is_hidden_or_deleted_is_not_told_and_not_counted(people: People) -> None:
    topic = make_topic(people)
    bad = publish_post(topic=topic, author=people.bayu, body="Katakasar.")
    gone = publish_post(topic=topic, author=people.dewi, body="Salah tulis.")
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    delete_post(post=gone, by=people.dewi)
    facts = told(topic)
    assert facts is not None
    assert facts["commentCount"] == 0
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Iklan obat")
    assert told(Topic.objects.get()) is None


def test_o5_a_private_topic_tells_nobodys_program(people: People) -> None:
    category = open_category(by=people.putri, title="Keamanan", visibility="public")
    topic = make_topic(people, category=category)
    assert told(topic)
    set_visibility(category.audience, "members")
    assert told(topic) is None
    assert told(topic, browser=signed_in(people.bayu)) is None


def test_a_long_opening_post_makes_no_long_block(people: People) -> None:
    topic = make_topic(people, body="Jalan tertutup motor. " * 400)
    block = BLOCK.findall(page(topic.get_absolute_url()))[0]
    assert len(block) < 800
