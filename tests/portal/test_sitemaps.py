"""What search engines are told of: each page that visitors see, once, and no other."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from commons import formats
from commons.audience import set_visibility
from commons.contributions import SiteMap, all_of
from forums.actions import hide_post, open_category, publish_post
from forums.models import Topic
from meetings.actions import call_meeting
from meetings.models import Meeting
from portal import sitemaps
from projects.models import Project
from stakeholders.actions import suspend_organisation
from tests.asking import statements
from tests.forums.town import make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
SITE, XML = "http://testserver", f"{{{sitemaps.SCHEMA}}}"
INDEX = "/sitemap.xml"


def places(path: str, browser: Client | None = None) -> dict[str, str | None]:
    """Addresses, each with its date."""
    answer = (browser or Client()).get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    found = {str(one.findtext(f"{XML}loc")): one.findtext(f"{XML}lastmod") for one in root}
    assert len(found) == len(root), "none stands there twice"
    assert all(address.startswith(f"{SITE}/") for address in found)
    return {address.removeprefix(SITE): changed for address, changed in found.items()}


def everything(browser: Client | None = None) -> dict[str, str | None]:
    return {path: changed for part in places(INDEX, browser) for path, changed in places(part, browser).items()}


def make_meeting(people: People, town: Town) -> Meeting:
    starts_at = timezone.now() + timedelta(days=9)
    return call_meeting(
        by=people.putri,
        title="Rapat saluran air",
        host=town.office,
        chair=people.putri,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        zone="Asia/Jakarta",
        place="Balai RW 03",
    )


def test_every_page_in_it_is_open_to_visitors(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    topic = make_topic(people)
    meeting = make_meeting(people, town)
    found = everything()
    for thing in (topic, topic.category, project, town.firm, meeting):
        assert thing.get_absolute_url() in found
    assert {"/", "/proyek/", "/forum/", "/direktori/", "/agenda/", "/tentang/"} <= set(found)
    for path in found:
        assert Client().get(path).status_code == 200, path
    assert found[topic.get_absolute_url()] == formats.iso(Topic.objects.get().last_post_at)
    assert found[project.get_absolute_url()] == formats.iso(Project.objects.get(pk=project.pk).updated_at)


def test_o5_what_is_hidden_is_in_nobodys_and_goes_at_once(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    category = open_category(by=people.putri, title="Keamanan", visibility="public")
    topic, bad = make_topic(people, category=category, title="Ronda Kenanga"), make_topic(people, title="Iklan Melati")
    hide_post(post=bad.posts.get(), by=people.putri, reason="Iklan obat")
    before = everything()
    assert topic.get_absolute_url() in before
    set_visibility(category.audience, "members")
    set_visibility(project.audience, "private")
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Alamatnya tidak benar.")
    for browser in (Client(), signed_in(people.ratna), signed_in(people.rizky)):
        text = " ".join(everything(browser))
        for word in ("kenanga", "melati", "rahasia", "keamanan", project.slug, town.firm.slug):
            assert word not in text, word


def test_parts_hold_what_falls_into_their_numbers(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    topics = [make_topic(people, title=f"Topik nomor {n}") for n in range(5)]
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    parts = [path for path in places(INDEX) if "forums.topic" in path]
    assert len(parts) == len({topic.pk // 2 for topic in topics})
    shown = [path for part in parts for path in places(part)]
    assert shown == [topic.get_absolute_url() for topic in topics]
    last = max(places(INDEX)[part] or "" for part in parts)
    assert last == formats.iso(Topic.objects.latest("last_post_at").last_post_at)


@pytest.mark.parametrize("path", ["forums.topic-99999", f"forums.topic-{9 * 10**30}", "nirgends-0", "halaman-1", "x-x"])
def test_a_part_of_nothing_is_not_found(people: People, path: str) -> None:
    assert Client().get(f"/sitemap-{path}.xml").status_code == 404


def test_it_asks_one_statement_a_kind_and_one_a_part(people: People) -> None:
    topic = make_topic(people)
    few = statements(Client(), INDEX)
    part = f"/sitemap-forums.topic-{topic.pk // sitemaps.SIZE}.xml"
    assert statements(Client(), part) == 1
    for n in range(12):
        publish_post(topic=make_topic(people, title=f"Topik nomor {n}"), author=people.bayu, body="Ya.")
    assert statements(Client(), INDEX) == few == len(all_of(SiteMap))
    assert statements(Client(), part) == 1


def test_robots_are_told_where_it_is_but_not_in_a_demo() -> None:
    assert f"Sitemap: {SITE}{INDEX}" in Client().get("/robots.txt").content.decode().splitlines()
    with override_settings(PORTAL_MODE="demo"):
        assert "Sitemap" not in Client().get("/robots.txt").content.decode()
