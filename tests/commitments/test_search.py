"""Promises in `/cari/`: found by those who may see them, by nobody else."""

import pytest
from django.test import Client

from commitments.actions import keep_commitment
from projects.models import Project
from tests.commitments.promises import of_a_person, promised
from tests.people import People, signed_in
from tests.portal.test_search import found, page, plain
from tests.town import Town

KIND = {"jenis": "commitments.commitment"}


def test_a_promise_is_found_by_what_was_promised(people: People, town: Town, project: Project) -> None:
    commitment = promised(people, project, town.firm, contribution="Gerobak pengangkut")
    for words in ("gerobak", "pengangkut", "mengangkut", "gerobag"):
        html = page(words, **KIND)
        assert commitment.get_absolute_url() in html, words
    assert plain(found("gerobak", **KIND)) == {"Gerobak pengangkut"}
    assert "Berjalan · PT Sumber Air" in page("gerobak", **KIND)
    keep_commitment(commitment=commitment, by=people.bayu, note="Diserahkan.")
    assert "Ditepati · PT Sumber Air" in page("gerobak", **KIND)


def test_s3_what_was_promised_in_a_private_project_is_found_by_nobody_else(
    people: People, town: Town, private_project: Project
) -> None:
    promised(people, private_project, town.firm, contribution="Pompa kelelawar")
    of_a_person(people, private_project, people.sunarti, what="Sangkar kelelawar")
    for browser in (Client(), signed_in(people.dewi), signed_in(people.sunarti)):
        for words in ("kelelawar", "pompa", "kelelwar"):
            answer = browser.get("/cari/", {"q": words})
            assert (answer.context["total"], answer.context["alike"]) == (0, []), words
            assert "Sangkar" not in answer.content.decode()
    for person in (people.bayu, people.putri, people.ratna):
        assert len(found("kelelawar", signed_in(person), **KIND)) == 2


@pytest.mark.parametrize("what", ["<img src=x onerror=alert(1)> rebana", "'; DROP TABLE rebana & gendang"])
def test_s3_what_was_promised_is_text(people: People, project: Project, what: str) -> None:
    of_a_person(people, project, people.sunarti, what=what)
    html = page("rebana", **KIND)
    assert "<img src=x" not in html
    assert "<mark>rebana</mark>" in html
