"""Writing minutes on a phone: a part saves itself, says who else writes, and keeps both texts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from meetings.actions import write_part
from meetings.models import Meeting, MinutesPart
from tests.chromium import Opener
from tests.meetings.conftest import call
from tests.meetings.held import over
from tests.people import People
from tests.town import make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def held(people: People) -> Meeting:
    return over(call(people, make_town(people)), "Pembukaan", "Titik genangan")


def nothing_in_the_way(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_part_saves_itself_again_and_again(people: People, held: Meeting, open_page: Opener) -> None:
    page = open_page(f"/agenda/{held.pk}/notulen/umum/", people.tukimin, width=360)
    text, state = page.get_by_label("Yang dibahas"), page.locator("#keadaan")
    text.press_sequentially("Pompa dipinjam.")
    expect(state).to_contain_text("Tersimpan", timeout=15_000)
    expect(page.locator("input[name=version]")).not_to_have_value("0", timeout=15_000)
    text.press_sequentially(" Dua pekan.")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pompa dipinjam. Dua pekan.")).to_be_visible()
    nothing_in_the_way(page)


def test_who_comes_second_sees_who_writes_and_takes_over_without_losing_a_word(
    people: People, held: Meeting, open_page: Opener
) -> None:
    page = open_page(f"/agenda/{held.pk}/notulen/umum/", people.tukimin, width=360)
    expect(page.locator("#keadaan")).to_contain_text("Tersimpan", timeout=15_000)
    write_part(meeting=held, by=people.putri, text="Teks Putri.", takes_over=True)
    page.get_by_label("Yang dibahas").press_sequentially("Teks Tukimin.")
    expect(page.locator("#keadaan")).to_contain_text("Sedang ditulis Putri Anggraini", timeout=15_000)
    nothing_in_the_way(page)
    page.get_by_role("button", name="Ambil alih").click()
    expect(page.get_by_role("alert")).to_contain_text("Teks Putri.")
    expect(page.get_by_label("Yang dibahas")).to_have_value("Teks Tukimin.")
    nothing_in_the_way(page)
    assert MinutesPart.objects.get().version == 1


def test_decisions_and_follow_ups_are_typed_beside_the_text_and_nothing_typed_is_left(
    people: People, held: Meeting, open_page: Opener
) -> None:
    item = held.items.order_by("position").first()
    assert item is not None
    page = open_page(f"/agenda/{held.pk}/notulen/{item.pk}/", people.tukimin, width=360)
    text, outcomes = page.get_by_label("Yang dibahas"), page.locator("#hasil")
    text.press_sequentially("Pompa dipinjam")
    outcomes.get_by_role("link", name="Keputusan").click()
    outcomes.get_by_role("button", name="Simpan").click()
    expect(outcomes.get_by_role("alert")).to_be_visible()
    nothing_in_the_way(page)
    outcomes.get_by_label("Keputusan").first.fill("Pompa dipinjam dua pekan")
    outcomes.get_by_role("button", name="Simpan").click()
    expect(outcomes.get_by_role("heading", name="Pompa dipinjam dua pekan")).to_be_visible()
    expect(page.locator("#pesan")).to_contain_text("Keputusan dicatat.")
    outcomes.get_by_role("link", name="Tindak lanjut").click()
    outcomes.get_by_label("Apa yang dikerjakan?").fill("Ambil pompa di balai")
    outcomes.get_by_label("Orang").select_option(index=1)
    outcomes.get_by_role("button", name="Simpan").click()
    expect(outcomes.get_by_role("link", name="Ambil pompa di balai")).to_be_visible()
    expect(text).to_have_value("Pompa dipinjam")
    nothing_in_the_way(page)
    text.press_sequentially(" dua pekan.")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pompa dipinjam dua pekan.", exact=True)).to_be_visible()
