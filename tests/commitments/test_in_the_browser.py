"""The list on a phone: a promise is kept and withdrawn in its row, and nothing else of the page changes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from commitments.models import Commitment, State
from tests.chromium import Opener
from tests.commitments.promises import promised
from tests.people import People
from tests.town import make_project, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT, WITHDRAWN, OTHER = "Tong sampah", "Cat marka", "Pelatihan kader"


@pytest.fixture
def page(people: People, open_page: Opener) -> Page:
    town = make_town(people)
    for what in (KEPT, WITHDRAWN, OTHER):
        promised(people, make_project(people, town, f"Proyek {what}"), town.firm, contribution=what)
    return open_page("/komitmen/", people.bayu, width=360)


def offered(page: Page, act: str, what: str) -> Locator:
    """What the row of this promise offers: its name is told to those who do not see the row."""
    return page.get_by_role("link", name=re.compile(f"{act} ?: {what}"))


def nothing_in_the_way(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_acts_take_place_in_the_row_and_the_page_stays(page: Page) -> None:
    page.evaluate("window.stays = true")
    rows = page.locator("#daftar li")
    expect(rows).to_have_count(3)
    offered(page, "Ditepati", KEPT).click()
    note = page.get_by_label("Catatan")
    expect(note).to_be_visible()
    nothing_in_the_way(page)
    page.get_by_role("button", name="Ditepati").click()
    expect(page.get_by_role("alert").first).to_contain_text("Tulis catatan atau pilih foto sebagai bukti.")
    note.fill("Diserahkan di pos.")
    page.get_by_role("button", name="Ditepati").click()
    expect(page.get_by_role("status").first).to_contain_text("Komitmen ini tercatat ditepati.")
    expect(rows.filter(has_text=KEPT).locator(".chip")).to_have_text("Ditepati")
    offered(page, "Tarik", WITHDRAWN).click()
    page.get_by_role("link", name="Batal").click()
    expect(offered(page, "Tarik", WITHDRAWN)).to_be_visible()
    offered(page, "Tarik", WITHDRAWN).click()
    page.get_by_label("Alasan").fill("Anggaran dipotong.")
    page.get_by_role("button", name="Tarik komitmen").click()
    expect(rows.filter(has_text=WITHDRAWN).locator(".chip")).to_have_text("Ditarik")
    expect(rows).to_have_count(3)
    expect(offered(page, "Ditepati", OTHER)).to_be_visible()
    assert page.evaluate("window.stays"), "the page was not loaded anew"
    nothing_in_the_way(page)
    states = dict(Commitment.objects.values_list("what", "state"))
    assert states == {KEPT: State.KEPT, WITHDRAWN: State.WITHDRAWN, OTHER: State.OPEN}
