"""A partnership ends while its person has the form open: the sentence is said, and what was typed stays."""

import pytest

from projects.actions import end_partnership
from projects.models import Project
from tests.chromium import Opener
from tests.people import People
from tests.town import Town, make_project, partner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TYPED = "Dua puluh tong terakhir sudah terpasang di gang Melati."


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_a_partnership_ended_while_its_person_has_the_form_open(
    people: People, town: Town, open_page: Opener, visibility: str
) -> None:
    project: Project = make_project(people, town, visibility=visibility)
    partnership = partner(people, project, town.firm)
    page = open_page(f"/proyek/{project.pk}/perbarui/", people.bayu, width=360)
    page.locator("[name=condition][value=on_track]").check(force=True)
    page.locator("[name=note]").fill(TYPED)
    end_partnership(partnership=partnership, by=people.putri, reason="Program selesai.")
    page.locator("main form button[type=submit]").last.click()
    page.get_by_text("Tulisan Anda").first.wait_for()
    assert page.locator("main textarea").first.input_value() == TYPED
    said = page.locator("main").inner_text()
    if visibility == "public":
        assert "Kabar hanya dikirim oleh tim dan mitra proyek, selama proyek berjalan." in said
    else:
        assert "Halaman ini tidak ada, atau tidak terbuka untuk umum." in said
    assert not project.updates.exists()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
