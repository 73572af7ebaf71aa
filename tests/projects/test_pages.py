"""Pages of the projects: who sees what, in how many statements, and that reading writes nothing."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.actions import change_profile
from commons.attachments.actions import receive
from commons.calendar import today
from commons.models import Area, Theme
from forums.actions import close_topic, hide_post, open_topic, publish_post
from projects.actions import (
    add_indicator,
    add_milestone,
    add_reading,
    confirm_completion,
    end_partnership,
    post_status,
    raise_obstacle,
    reach_milestone,
    withdraw_status,
)
from projects.models import Project
from stakeholders.actions import edit_organisation
from tests.asking import first_statements, statements
from tests.commons.pictures import picture, upload
from tests.people import People, signed_in
from tests.projects.life import said_to_be_done
from tests.town import Town, invite, make_project, partner


@pytest.fixture
def places(db: None) -> dict[str, Any]:
    """RW 03, and a theme."""
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = Area.objects.get_or_create(level="rw", number=3, parent=whole)[0]
    theme = Theme.objects.get_or_create(code="pangan", defaults={"name": "Pangan"})[0]
    return {"areas": [rw], "themes": [theme]}


def titles(query: str, browser: Client | None = None) -> list[str]:
    return titles_in((browser or Client()).get(f"/proyek/{query}").content.decode())


def titles_in(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'<h3><a href="/proyek/[^"]+">([^<]+)</a>', page)]


def following(page: str) -> str:
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return unescape(found[1]) if found else ""


def test_o5_a_private_project_is_unknown_to_strangers_on_every_page(
    people: People, town: Town, private_project: Project
) -> None:
    for browser in (Client(), signed_in(people.bayu), signed_in(people.sunarti)):
        assert browser.get(private_project.get_absolute_url()).status_code == 404
        for page in ("/proyek/", "/proyek/?tahap=active", "/", "/beranda/", "/proyek/?q=Rahasia", "/proyek/?urut=x"):
            assert "Rahasia Mawar" not in browser.get(page).content.decode()
    for person in (people.ratna, people.putri, people.rizky):
        assert signed_in(person).get(private_project.get_absolute_url()).status_code == 200


def test_hidden_and_missing_are_the_same_bytes_for_the_signed_out(people: People, private_project: Project) -> None:
    path = private_project.get_absolute_url()
    hidden = Client().get(path)
    Project.objects.filter(pk=private_project.pk).update(title="x")
    missing = Client().get(path.replace(str(private_project.pk), str(private_project.pk + 999)))
    assert hidden.status_code == missing.status_code == 404
    gone = str(private_project.pk + 999)
    assert hidden.content == missing.content.replace(gone.encode(), str(private_project.pk).encode())
    assert b"/masuk/?next=" in hidden.content


def test_a_wrong_or_missing_slug_is_corrected_for_those_who_see(people: People, project: Project) -> None:
    for wrong in (f"/proyek/{project.pk}-salah/?tahap=x", f"/proyek/{project.pk}/?tahap=x"):
        answer = Client().get(wrong)
        assert answer.status_code == 301
        assert answer["Location"] == project.get_absolute_url() + "?tahap=x"


def test_what_one_may_see_but_not_do_is_refused_with_the_reason(people: People, town: Town, project: Project) -> None:
    answer = signed_in(people.dewi).get(f"/proyek/{project.pk}/perbarui/")
    assert answer.status_code == 403
    assert "Kabar hanya dikirim oleh tim dan mitra" in answer.content.decode()
    assert Client().get(f"/proyek/{project.pk}/perbarui/")["Location"].startswith("/masuk/?next=")


@pytest.mark.parametrize("who", ["visitor", "partner", "coordinator"])
def test_the_project_page_asks_ten_statements_at_most_however_much_was_told(
    people: People, town: Town, project: Project, who: str
) -> None:
    partner(people, project, town.firm)
    browser = {"visitor": Client(), "partner": signed_in(people.bayu), "coordinator": signed_in(people.putri)}[who]
    post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm, note="Satu @putri")
    few = statements(browser, project.get_absolute_url())
    for n in range(15):
        post_status(
            project=project, author=people.bayu, condition="on_track", acting_as=town.firm, note=f"Kabar {n} @dewi"
        )
    for organisation in (town.ngo, town.rw03, town.shop):
        partner(people, project, organisation)
    assert statements(browser, project.get_absolute_url()) == few <= 10


@pytest.mark.parametrize("who", ["visitor", "member", "partner", "coordinator", "leader"])
@pytest.mark.parametrize("is_over", [False, True])
def test_its_first_reader_after_a_change_asks_ten_at_most_too_whatever_it_has(
    people: People, town: Town, project: Project, places: dict[str, Any], who: str, is_over: bool
) -> None:
    partner(people, project, town.firm)
    invite(people, project, town.rw03)
    topic = open_topic(category=project.category, author=people.dewi, title="Jadwal jemput", body="Hari apa?")
    note = f"Terima kasih @dewi, lihat {settings.SITE_URL}{topic.get_absolute_url()}"
    for n in range(12):
        told = f"{note} {n}"
        post_status(
            project=project, author=people.bayu, acting_as=town.firm, condition="on_track", progress=n, note=told
        )
    for n in range(3):
        add_milestone(project=project, by=people.putri, title=f"Tonggak {n}")
        goal = {"aim": "Sampah berkurang", "name": f"Terpilah {n}", "unit": "kg", "target": Decimal(4000)}
        add_reading(
            indicator=add_indicator(project=project, by=people.putri, **goal),
            by=people.putri,
            on=today(),
            value=Decimal("1250.50"),
            source="Buku timbang",
        )
        raise_obstacle(project=project, by=people.putri, what=f"Hujan {n}", since_on=today(), asked=town.shop)
    if is_over:
        photo = receive(owner=people.rizky, upload=upload(picture()))
        completion = said_to_be_done(project, people.rizky, town.youth, documents=[photo])
        confirm_completion(completion=completion, by=people.bayu)
    person = {"member": people.dewi, "partner": people.bayu, "coordinator": people.putri, "leader": people.ratna}
    browser = signed_in(person[who]) if who in person else Client()
    browser.get("/proyek/")  # who reads is known
    assert first_statements(browser, project.get_absolute_url()) <= 10
    Project.objects.filter(pk=project.pk).update(next_step="Timbang bersama")  # another version
    assert first_statements(browser, project.get_absolute_url()) <= 10
    page = browser.get(project.get_absolute_url()).content.decode()
    shown = ("1.250,5 kg", "Tonggak 2", town.firm.name, "Timbang bersama", topic.title)
    assert [one for one in shown if one not in page] == []
    assert ("Hujan 1" in page) is not is_over
    assert ("Dua puluh rumah terlayani." in page) is is_over


@pytest.mark.parametrize("query", ["", "?q=proyek&rw=3&bidang=pangan&tahap=active"])
@pytest.mark.parametrize("who", ["visitor", "member", "staff"])
def test_the_list_asks_eight_statements_at_most_however_many_projects(
    people: People, town: Town, who: str, query: str, places: dict[str, Any]
) -> None:
    make_project(people, town, **places)
    browser = {"visitor": Client(), "member": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    few = statements(browser, f"/proyek/{query}")
    for n in range(25):
        make_project(people, town, f"Proyek ke-{n}", **places)
    assert statements(browser, f"/proyek/{query}") == few <= 8


def test_the_list_pages_by_key_and_loses_nothing(people: People, town: Town) -> None:
    for n in range(45):
        make_project(people, town, f"Proyek ke-{n:02}")
    seen: list[str] = []
    path = "/proyek/"
    while path:
        page = Client().get(path).content.decode()
        seen += titles_in(page)
        path = f"/proyek/{following(page)}" if following(page) else ""
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == 45


def test_filters_narrow_and_nonsense_narrows_nothing(people: People, town: Town, project: Project) -> None:
    make_project(people, town, "Belum mulai", start_now=False)
    assert titles("?tahap=approved") == ["Belum mulai"]
    assert titles("?tahap=active") == ["Bank sampah RW 03"]
    assert set(titles("?tahap=%27%3B--&kondisi=zzz&rw=99&bidang=x&setelah=!!")) == {"Belum mulai", "Bank sampah RW 03"}


def test_the_list_is_narrowed_by_place_subject_and_title(
    people: People, town: Town, project: Project, places: dict[str, Any]
) -> None:
    make_project(people, town, "Kebun sayur di atap balai", **places)
    make_project(people, town, "Kebun bibit", themes=places["themes"])
    assert titles("?rw=3") == ["Kebun sayur di atap balai"]
    assert set(titles("?bidang=pangan")) == {"Kebun sayur di atap balai", "Kebun bibit"}
    assert titles("?q=bank+smpah")[0] == "Bank sampah RW 03"
    assert titles("?q=kebun+sayur&rw=3&tahap=active") == ["Kebun sayur di atap balai"]
    assert titles("?q=zwqpty4826") == []
    assert "Tidak ada proyek dengan saringan ini" in Client().get("/proyek/?q=zwqpty4826").content.decode()


@pytest.mark.parametrize("query", ["", "?q=kebun", "?bidang=pangan&rw=3", "?tahap=active&q=bank"])
def test_a_number_beside_a_chip_is_the_number_it_leads_to(
    people: People, town: Town, project: Project, places: dict[str, Any], query: str
) -> None:
    make_project(people, town, "Kebun sayur", **places)
    make_project(people, town, "Kebun bibit", start_now=False)
    post_status(project=project, author=people.putri, condition="blocked", note="Tong belum datang.")
    shown = Client().get(f"/proyek/{query}").context
    assert shown["filters"].total == len(shown["rows"])
    for chip in (*shown["filters"].stages, *shown["filters"].conditions):
        assert len(titles(chip.url.removeprefix("/proyek/"))) == chip.count, chip


def test_a_search_pages_by_key_and_loses_nothing(people: People, town: Town) -> None:
    for n in range(25):
        make_project(people, town, f"Kebun ke-{n:02}")
    first = Client().get("/proyek/?q=kebun").context
    rest = titles(first["page"].following)
    assert len({*(row.title for row in first["rows"]), *rest}) == 25


def test_the_invited_see_the_invitation_on_the_page(people: People, town: Town, private_project: Project) -> None:
    invite(people, private_project, town.firm)
    page = signed_in(people.bayu).get(private_project.get_absolute_url()).content.decode()
    assert "Organisasi Anda diundang bermitra" in page
    assert (
        "Organisasi Anda diundang bermitra"
        not in signed_in(people.putri).get(private_project.get_absolute_url()).content.decode()
    )


def test_older_updates_follow_those_of_the_page_by_key(people: People, project: Project) -> None:
    for n in range(1, 36):
        post_status(project=project, author=people.putri, condition="on_track", note=f"Kabar nomor {n}.")
    page = Client().get(project.get_absolute_url())
    numbers = [int(number) for number in re.findall(r'id="kabar-(\d+)"', page.content.decode())]
    older = page.context["page"].story.older
    assert f'href="/proyek/{project.pk}/kabar/{older.replace("&", "&amp;")}"' in page.content.decode()
    while older:
        answer = Client().get(f"/proyek/{project.pk}/kabar/{older}")
        numbers += [shown.number for shown in answer.context["updates"]]
        older = answer.context["page"].following
    assert numbers == list(range(35, 0, -1))


def shows(browser: Client, project: Project, words: str) -> bool:
    return words in browser.get(f"/proyek/{project.pk}-{project.slug}/").content.decode()


def test_what_is_kept_of_a_page_is_never_older_than_what_happened(people: People, town: Town, project: Project) -> None:
    """Drawn once for all who may read the same; each change is there with the next request, whoever asks."""
    readers = (Client(), signed_in(people.sunarti), signed_in(people.putri))

    def all_read(words: str, *, is_there: bool = True) -> None:
        assert [shows(reader, project, words) for reader in readers] == [is_there] * 3, words

    all_read(town.firm.name, is_there=False)
    partnership = partner(people, project, town.firm)
    all_read(town.firm.name)
    update = post_status(project=project, author=people.putri, condition="on_track", note="Pompa sudah datang.")
    all_read("Pompa sudah datang.")
    milestone = add_milestone(project=project, by=people.putri, title="Sumur ke-40")
    all_read("Sumur ke-40")
    reach_milestone(milestone=milestone, by=people.putri)
    all_read("1 dari 1 tonggak tercapai")
    withdraw_status(update=update)
    all_read("Pompa sudah datang.", is_there=False)
    edit_organisation(
        organisation=town.firm, by=people.ratna, areas=(), themes=(), name="PT Air Sumber", sector="private", kind=""
    )
    all_read("PT Air Sumber")
    end_partnership(partnership=partnership, by=people.putri, reason="Selesai.")
    all_read("PT Air Sumber", is_there=False)


def test_the_talk_beside_a_project_is_never_older_than_what_was_said(people: People, project: Project) -> None:
    readers = (Client(), signed_in(people.sunarti), signed_in(people.putri))

    def all_read(words: str, *, is_there: bool = True) -> None:
        assert [shows(reader, project, words) for reader in readers] == [is_there] * 3, words

    all_read("Siapa punya tangga?", is_there=False)
    topic = open_topic(category=project.category, author=people.putri, title="Siapa punya tangga?", body="Untuk Sabtu.")
    all_read("Siapa punya tangga?")
    all_read("0 balasan")
    publish_post(topic=topic, author=people.ratna, body="Saya.")
    all_read("1 balasan")
    close_topic(topic=topic, by=people.putri)
    all_read("Ditutup")
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Salah tempat.")
    all_read("Siapa punya tangga?", is_there=False)


def test_a_name_in_a_text_follows_the_person_and_a_title_its_readers(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    note = f"Kata @{people.dewi.handle}, lihat {settings.SITE_URL}{private_project.get_absolute_url()}"
    post_status(project=project, author=people.putri, condition="on_track", note=note)
    assert shows(Client(), project, people.dewi.name)
    assert not shows(Client(), project, "Rahasia Mawar")
    assert shows(signed_in(people.ratna), project, "Rahasia Mawar")
    change_profile(person=people.dewi, written={"name": "Dewi Baru", "themes": []})
    assert shows(Client(), project, "Dewi Baru")


def test_the_version_of_a_project_is_raised_by_the_database(people: People, town: Town, project: Project) -> None:
    def version() -> int:
        return Project.objects.get(pk=project.pk).version

    first = version()
    Project.objects.filter(pk=project.pk).update(next_step="Menimbang")
    second = version()
    project.partnerships.update(contribution="Timbangan")
    assert first < second < version()
