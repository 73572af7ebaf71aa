"""`/cari/`: what is found, by whom, and that nothing one types breaks it or tells of what is hidden."""

import random
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from commitments.models import Commitment
from commons.contributions import all_of
from commons.search import read, vector, written_vector
from commons.windows import SearchSource
from forums.models import Post, Topic
from projects.actions import post_status
from projects.models import Project, StatusUpdate
from stakeholders.actions import suspend_organisation
from stakeholders.models import Organisation, organisation
from tests.people import People, signed_in
from tests.town import Town, make_project, partner


def page(words: str, browser: Client | None = None, **more: Any) -> str:
    answer = (browser or Client()).get(f"/cari/?{urlencode({'q': words, **more})}")
    assert answer.status_code == 200, words
    return answer.content.decode()


def found(words: str, browser: Client | None = None, **more: Any) -> list[str]:
    """The titles of what was found, without what only looks alike."""
    answer = (browser or Client()).get(f"/cari/?{urlencode({'q': words, **more})}")
    return [str(hit.title) for one in answer.context.get("found", []) for hit in one.hits]


def plain(titles: list[str]) -> set[str]:
    return {title.replace("<mark>", "").replace("</mark>", "") for title in titles}


def tell(people: People, project: Project, note: str) -> None:
    post_status(project=project, author=people.putri, condition="on_track", note=note)


def test_projects_updates_and_organisations_are_found(people: People, town: Town, project: Project) -> None:
    tell(people, project, "Kami **melatih** kader memilah di balai warga")
    assert "<mark>Bank</mark> <mark>sampah</mark> RW 03" in found("bank sampah")
    assert plain(found("pelatihan kader")) == {"Bank sampah RW 03"}
    assert "<mark>melatih</mark> <mark>kader</mark> memilah" in page("pelatihan kader")
    assert plain(found("taruna")) == {"Karang Taruna Pelita"}
    assert f"/proyek/{project.pk}/kabar/1/" in page("memilah")


def test_s2_a_slip_is_forgiven_and_said_to_be_a_guess(people: People, town: Town, project: Project) -> None:
    assert found("krang tarna") == []
    html = page("krang taruna")
    assert "Mungkin maksud Anda" in html
    assert "Karang <mark>Taruna</mark> Pelita" in html
    assert "Mungkin maksud Anda" not in page("karang taruna")


@pytest.mark.parametrize("typed", ["RW 3", "rw03", "RW 003"])
def test_s2_rw_3_finds_rw_03(people: People, town: Town, project: Project, typed: str) -> None:
    assert {"Bank sampah RW 03", "Pengurus RW 03"} <= plain(found(typed))


def test_s2_too_little_and_too_common_say_so(people: People, town: Town, project: Project) -> None:
    assert "Tulis paling sedikit dua huruf." in page("a")
    assert "Kata ini ada di hampir semua tulisan." in page("yang di")
    assert "Contoh pencarian:" in page("")
    assert "Tidak ada yang cocok" in page("zwqpty")


def test_s1_punctuation_breaks_nothing(people: People, town: Town, project: Project) -> None:
    letters = random.Random(7)
    typed = ["".join(letters.choices("&|!():*<>'\"\\ab -%_", k=letters.randint(1, 20))) for _n in range(60)]
    for words in [
        *typed,
        "bank:*",
        "!",
        '"',
        "'; DROP TABLE",
        "\\",
        "sampah" * 2000,
        "\ud7ff\ue000",
        "😀 bank",
        "a" * 9999,
    ]:
        page(words)
    assert Client().get("/cari/?q=%00").status_code == 400
    assert Client().get("/cari/?q=%ff%fe").status_code == 200
    for more in ({"jenis": "entah"}, {"hal": "0"}, {"hal": "-1"}, {"hal": "999"}, {"hal": "99999999999"}, {"hal": "²"}):
        page("bank sampah", **more)


def test_s3_what_is_private_is_found_by_nobody_else_and_counted_nowhere(
    people: People, town: Town, private_project: Project
) -> None:
    tell(people, private_project, "Rahasia Melati di balai")
    for browser in (Client(), signed_in(people.bayu), signed_in(people.sunarti)):
        for words in ("Rahasia", "Mawar", "rahasia melati", "Rahsia Mawar", '"melati di balai"'):
            answer = browser.get(f"/cari/?{urlencode({'q': words})}")
            assert (answer.context["total"], answer.context["alike"]) == (0, []), words
            assert [tab.count for tab in answer.context["tabs"]] == ["", *["0"] * len(all_of(SearchSource))]
            assert "Tidak ada yang cocok" in answer.content.decode()
    assert plain(found("rahasia", signed_in(people.putri))) == {"Rahasia Mawar"}


def test_s3_a_snippet_is_text(people: People, town: Town, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(
        title="<img src=x onerror=alert(1)> rebana", summary="<script>alert(2)</script> rebana & gendang"
    )
    html = page("rebana")
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert "<mark>rebana</mark> &amp; gendang" in html


def test_what_was_withdrawn_suspended_or_is_a_reference_only_is_not_found(
    people: People, town: Town, project: Project
) -> None:
    tell(people, project, "Ketupat @rizky sudah matang")
    assert plain(found("ketupat")) == {"Bank sampah RW 03"}
    assert found("maulana") == []
    project.updates.update(withdrawn_at=project.created_at)
    assert found("ketupat") == []
    suspend_organisation(organisation=town.shop, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert found("warung") == []


def test_a_kind_is_paged_and_loses_nothing(people: People, town: Town) -> None:
    for n in range(23):
        make_project(people, town, f"Kolam lele {n:02}")
    first = found("lele", jenis="projects.project")
    second = found("lele", jenis="projects.project", hal=2)
    assert (len(first), len(second)) == (20, 3)
    assert len(plain(first + second)) == 23
    assert len(found("lele")) == 5
    assert "Lihat semua" in page("lele")


def test_the_statements_of_a_search_do_not_grow(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    tell(people, project, "Kolam lele dibuat")
    counts = []
    for browser in (Client(), signed_in(people.bayu)):
        for more in range(2):
            page("lele", browser)
            with CaptureQueriesContext(connection) as seen:
                page("lele", browser)
            counts.append(len(seen))
            assert not [q for q in seen.captured_queries if not q["sql"].startswith("SELECT")]
            for n in range(8):
                tell(people, make_project(people, town, f"Kolam lele {more} {n}"), f"Lele ke-{n}")
    most = len(all_of(SearchSource)) + 3  # one a kind; who asks, and what is new for them
    assert counts[0] == counts[1] <= most
    assert counts[2] == counts[3] <= most


@pytest.mark.parametrize(
    ("model", "holds", "name"),
    [
        (Organisation, organisation.words(), "organisations_texts"),
        (Project, vector("title", "summary", "title_en", "summary_en"), "projects_words"),
        (StatusUpdate, written_vector("note"), "updates_words"),
        (Topic, F("words"), "topics_words"),
        (Post, F("words"), "posts_words"),
        (Commitment, vector("what", "what"), "commitments_words"),
    ],
)
def test_the_index_holds_what_is_asked(model: Any, holds: Any, name: str, people: People, project: Project) -> None:
    """The expression of the question is that of the index, or the index would never be used."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert name in model.objects.alias(held=holds).filter(held=read("bank sampah").query).explain()


def test_the_way_to_the_search_is_on_every_page(db: None) -> None:
    html = Client().get("/").content.decode()
    assert html.count('href="/cari/"') == 1
    assert 'role="search"' in html
