"""A project's details are edited by its team and staff; of two who edit at once, neither loses anything silently."""

import re

import pytest
from django.test import Client

from commons.editing import Overtaken
from projects.actions import edit_project, post_status
from projects.models import Project
from tests.people import People, signed_in

TYPED = {"title": "Bank sampah RW 03", "summary": "Ringkasan baru.", "visibility": "public", "rhythm_days": "30"}


def address(project: Project) -> str:
    return f"/proyek/{project.pk}/ubah/"


def seen_by(browser: Client, project: Project) -> str:
    html = browser.get(address(project)).content.decode()
    (seen,) = re.findall(r'name="seen" value="(\w{64})"', html)
    return seen


def test_the_coordinator_changes_what_describes_it(people: People, project: Project) -> None:
    browser = signed_in(people.putri)
    answer = browser.post(address(project), TYPED | {"seen": seen_by(browser, project)})
    assert answer.status_code == 303
    project.refresh_from_db()
    assert project.summary == "Ringkasan baru."


def test_others_do_not(people: People, project: Project, visitor: Client) -> None:
    assert signed_in(people.dewi).post(address(project), TYPED).status_code == 403
    assert visitor.post(address(project), TYPED).status_code in (302, 403)
    project.refresh_from_db()
    assert project.summary == ""


def test_f5_who_saves_second_is_shown_the_newer_text_and_keeps_their_own(people: People, project: Project) -> None:
    first, second = signed_in(people.putri), signed_in(people.ratna)
    seen = {browser: seen_by(browser, project) for browser in (first, second)}
    assert first.post(address(project), TYPED | {"summary": "Dari Putri.", "seen": seen[first]}).status_code == 303
    answer = second.post(address(project), TYPED | {"summary": "Dari Ratna.", "seen": seen[second]})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Orang lain baru saja menyimpan perubahan" in html
    assert "<dd>Dari Putri.</dd>" in html
    assert "Dari Ratna.</textarea>" in html
    project.refresh_from_db()
    assert project.summary == "Dari Putri."


def test_f5_saved_again_knowingly_it_is_saved(people: People, project: Project) -> None:
    first, second = signed_in(people.putri), signed_in(people.ratna)
    seen = seen_by(second, project)
    first.post(address(project), TYPED | {"summary": "Dari Putri.", "seen": seen_by(first, project)})
    html = second.post(address(project), TYPED | {"summary": "Dari Ratna.", "seen": seen}).content.decode()
    (newer,) = re.findall(r'name="seen" value="(\w{64})"', html)
    assert newer != seen
    assert second.post(address(project), TYPED | {"summary": "Dari Ratna.", "seen": newer}).status_code == 303
    project.refresh_from_db()
    assert project.summary == "Dari Ratna."


def test_f5_the_action_asks_on_the_locked_row(people: People, project: Project) -> None:
    facts = {"title": "Lain", "areas": [], "themes": []}
    with pytest.raises(Overtaken):
        edit_project(project=project, by=people.putri, seen="0" * 64, **facts)
    project.refresh_from_db()
    assert project.title != "Lain"


def test_f5_an_update_meanwhile_is_no_other_edit(people: People, project: Project) -> None:
    """Progress and condition are not in the form: nobody's edit is stopped by a status update."""
    browser = signed_in(people.putri)
    seen = seen_by(browser, project)
    post_status(project=project, author=people.ratna, condition="on_track", progress=20)
    assert browser.post(address(project), TYPED | {"seen": seen}).status_code == 303
