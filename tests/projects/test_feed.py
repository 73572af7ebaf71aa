"""The feed of updates: what is public, whoever asks, as a program that reads news understands it."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from commons.models import Visibility
from projects.actions import post_status
from projects.models import Project
from tests.asking import statements
from tests.people import People, signed_in
from tests.town import Town, make_project, partner

FEED = "/proyek/kabar.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def told(people: People, project: Project, note: str) -> None:
    post_status(project=project, author=people.putri, condition="on_track", progress=40, note=note)


def entries(query: str = "", browser: Client | None = None) -> list[ElementTree.Element]:
    answer = (browser or Client()).get(FEED + query)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def texts(found: list[ElementTree.Element]) -> list[str | None]:
    return [one.findtext(f"{ATOM}summary") for one in found]


def test_an_update_is_an_entry_that_leads_to_it_and_names_no_person(people: People, project: Project) -> None:
    told(people, project, "Dua <b>tong</b> & satu gerobak datang.")
    (entry,) = entries()
    address = f"http://testserver/proyek/{project.pk}/kabar/1/"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == entry.findtext(f"{ATOM}id") == address
    assert entry.findtext(f"{ATOM}title") == f"{project.title}: Sesuai rencana, 40%"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Tim proyek"
    assert "&amp; satu gerobak datang." in str(entry.findtext(f"{ATOM}summary")), "readers take it for HTML"
    assert people.putri.name not in Client().get(FEED).content.decode()


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.STAKEHOLDERS, Visibility.PRIVATE])
def test_o5_what_is_not_public_is_in_nobodys_feed(people: People, town: Town, visibility: str) -> None:
    hidden = make_project(people, town, "Rahasia Mawar", visibility=visibility)
    told(people, hidden, "Kabar rahasia Melati")
    told(people, make_project(people, town, "Kebun sayur"), "Cabai pertama dipetik")
    for browser in (Client(), signed_in(people.sunarti), signed_in(people.putri), signed_in(people.ratna)):
        assert texts(entries("", browser)) == ["Cabai pertama dipetik"]
        answer = browser.get(FEED).content.decode()
        assert "Mawar" not in answer
        assert "Melati" not in answer


def test_what_visitors_cannot_choose_leads_to_nothing(people: People, town: Town, private_project: Project) -> None:
    """A partner of hidden projects only is no choice of visitors; all that is public would be a wrong answer."""
    partner(people, private_project, town.ngo)
    told(people, make_project(people, town, "Kebun sayur"), "Cabai pertama dipetik")
    for browser in (Client(), signed_in(people.ratna)):
        assert entries(f"?mitra={town.ngo.pk}", browser) == []
        assert entries("?mitra=x&tahap=y", browser) == []


def test_it_is_narrowed_as_the_list_is(people: People, town: Town, project: Project) -> None:
    other = make_project(people, town, "Kebun sayur")
    partner(people, other, town.firm)
    told(people, project, "Kabar pertama")
    told(people, other, "Cabai pertama dipetik")
    page = Client().get(f"/proyek/?tampil=papan&mitra={town.firm.pk}")
    feed = page.context["report"].feed_url
    assert f'type="application/atom+xml" title="Kabar proyek untuk umum" href="{feed}"' in page.content.decode()
    assert texts(entries(feed.removeprefix(FEED))) == ["Cabai pertama dipetik"]
    assert texts(entries("?q=zwqpty4826")) == []
    assert texts(entries("?urut=nama&q=kebun")) == ["Cabai pertama dipetik"]
    assert "PT Sumber Air" in Client().get(feed).content.decode(), "its title says by what it is narrowed"


def test_the_newest_in_front_and_what_is_old_has_gone(people: People, project: Project) -> None:
    for note in ("Kabar pertama", "Kabar kedua"):
        told(people, project, note)
    assert texts(entries()) == ["Kabar kedua", "Kabar pertama"]
    later = timezone.now() + timedelta(days=61)
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr("projects.queries.feeds.timezone.now", lambda: later)
        assert entries() == []


def test_eight_statements_at_most_however_many_updates(people: People, town: Town) -> None:
    for n in range(3):
        told(people, make_project(people, town, f"Proyek ke-{n}"), f"Kabar {n}")
    few = statements(Client(), FEED)
    for n in range(3, 12):
        told(people, make_project(people, town, f"Proyek ke-{n}"), f"Kabar {n}")
    assert statements(Client(), FEED) == few <= 8
