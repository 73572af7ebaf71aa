"""Where a project's money comes from: said by its team, shown to whoever reads it, and a filter of its list."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from projects.models import Project, Proposal
from tests.people import People, signed_in
from tests.projects.test_edit_project import TYPED, address, seen_by
from tests.projects.test_files import taken
from tests.projects.test_pages import titles
from tests.projects.test_proposing import CHECK, SUMMARY, TITLE, WHAT, WHEN, WHO
from tests.stakeholders.files import rows_of
from tests.town import Town, make_project

SAID = "TJSL (CSR) perusahaan, Swadaya dan donasi warga"


@pytest.fixture
def funded(people: People, town: Town) -> Project:
    make_project(people, town, "Kebun sayur", fund_sources=["grant"])
    return make_project(people, town, fund_sources=["residents", "company"])


def test_the_list_is_narrowed_by_it_and_the_file_with_it(people: People, funded: Project) -> None:
    assert titles("?dana=grant") == ["Kebun sayur"]
    assert titles("?dana=company") == titles("?dana=residents") == [funded.title]
    assert titles("?dana=own") == []
    for unknown in ("?dana=APBD", "?dana=%F0", "?dana=grant'--", "?dana={grant}"):
        assert len(titles(unknown)) == 2, unknown
    lines = rows_of(taken(signed_in(people.sunarti), dana="company"))
    assert (lines[0][14], lines[1][14]) == ("Sumber dana", SAID.replace(", ", "; "))
    assert len(lines) == 2


def test_page_and_sheet_say_it_to_everybody(funded: Project) -> None:
    assert f"Sumber dana</b>: {SAID}" in Client().get(funded.get_absolute_url()).content.decode()


def test_a_project_that_says_nothing_of_it_shows_nothing(project: Project) -> None:
    assert "Sumber dana</b>" not in Client().get(project.get_absolute_url()).content.decode()


def test_the_team_changes_it_and_reads_what_another_changed_in_words(people: People, funded: Project) -> None:
    first, second = signed_in(people.putri), signed_in(people.ratna)
    seen = {browser: seen_by(browser, funded) for browser in (first, second)}
    typed = TYPED | {"fund_sources": ["government", "own"], "seen": seen[first]}
    assert first.post(address(funded), typed).status_code == 303
    funded.refresh_from_db()
    assert funded.fund_sources == ["government", "own"]
    answer = second.post(address(funded), TYPED | {"fund_sources": ["grant"], "seen": seen[second]})
    assert answer.status_code == 409
    assert "APBD dan dana pemerintah, Kas organisasi" in answer.content.decode()


def test_others_do_not_change_it_and_an_unknown_one_is_a_sentence(people: People, funded: Project) -> None:
    assert signed_in(people.dewi).post(address(funded), TYPED | {"fund_sources": ["own"]}).status_code == 403
    browser = signed_in(people.putri)
    typed = TYPED | {"fund_sources": ["grant", "judi"], "seen": seen_by(browser, funded)}
    answer = browser.post(address(funded), typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Pilih sumber dana dari daftar ini." in html
    assert re.search(r'value="grant"[^>]* checked', html), "what was chosen stays chosen"
    funded.refresh_from_db()
    assert funded.fund_sources == ["residents", "company"]


def test_a_proposal_says_it_before_it_is_sent(people: People, town: Town) -> None:
    browser = signed_in(people.bayu)
    browser.post(WHAT, {"title": TITLE, "summary": SUMMARY})
    browser.post(WHO, {"lead": town.firm.pk, "visibility": "public"})
    assert browser.post(WHEN, {"rhythm_days": "30", "fund_sources": ["company", "residents"]}).status_code == 303
    assert SAID in browser.get(CHECK).content.decode()
    browser.post(CHECK)
    proposal = Proposal.objects.get()
    assert proposal.project.fund_sources == ["company", "residents"]
    approval = proposal.newest
    assert approval is not None
    assert SAID in signed_in(people.ratna).get(approval.get_absolute_url()).content.decode()


def test_a_copy_begins_with_it(people: People, funded: Project) -> None:
    form = signed_in(people.putri).get(f"/proyek/baru/?dari=p{funded.pk}").context["form"]
    assert form["fund_sources"].value() == ["residents", "company"]


def test_the_database_knows_the_kinds(funded: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=funded.pk).update(fund_sources=["judi"])
