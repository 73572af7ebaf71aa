"""On a phone one primary button of a project's page stays in reach, above the menu, and covers nothing for good."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from projects.models import Project
from tests.chromium import Opener
from tests.people import People

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def box_of(one: Locator) -> dict[str, float]:
    box = one.bounding_box()
    assert box is not None
    return dict(box)


def to_the_end(page: Page) -> None:
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


@pytest.mark.parametrize(
    ("who", "says"), [("putri", "Perbarui status"), ("sunarti", "Ikuti"), (None, "Bagikan lewat WhatsApp")]
)
def test_each_has_one_primary_button_above_the_menu_that_hides_nothing(
    people: People, project: Project, open_page: Opener, who: str | None, says: str
) -> None:
    person: Any = getattr(people, who) if who else None
    page = open_page(project.get_absolute_url(), person, width=360)
    stuck, menu = page.locator(".stuck-act"), page.locator(".bottom")
    expect(stuck).to_have_count(1)
    expect(stuck).to_contain_text(says)
    for _twice in range(2):
        box, below = box_of(stuck), box_of(menu)
        assert (box["x"], box["width"]) == (0, 360)
        assert box["y"] + box["height"] <= below["y"] + 0.5
        to_the_end(page)
    last = box_of(page.locator(".site-footer .wrap"))
    assert last["y"] + last["height"] <= box_of(stuck)["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_has_the_focus_is_not_behind_it(people: People, project: Project, open_page: Opener) -> None:
    page = open_page(project.get_absolute_url(), people.sunarti, width=360)
    top = box_of(page.locator(".stuck-act"))["y"]
    for _times in range(40):
        page.keyboard.press("Tab")
        end = page.evaluate(
            "document.activeElement.matches('body,.stuck-act *,.bottom *') ? 0"
            " : document.activeElement.getBoundingClientRect().bottom"
        )
        assert end <= top, page.evaluate("document.activeElement.outerHTML")


def test_it_is_neither_printed_nor_stuck_where_there_is_room_or_too_little(
    people: People, project: Project, open_page: Opener
) -> None:
    page = open_page(project.get_absolute_url(), people.putri, width=360)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Perbarui status")).to_be_hidden()
    page.emulate_media(media="screen")
    for size in ({"width": 1280, "height": 800}, {"width": 360, "height": 320}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.locator(".stuck-act").evaluate("one => getComputedStyle(one).position") != "fixed"
        expect(page.get_by_role("link", name="Perbarui status")).to_be_visible()
