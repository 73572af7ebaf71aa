"""Who has seen the news of a project is told of them no longer: the page itself says how far one read."""

import time

import pytest

from activity.actions import follow
from notifications.fanout import dispatch
from notifications.queries import unread_count
from projects.actions import post_status
from projects.models import Project
from tests.chromium import Opener
from tests.people import People, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 15  # seconds; the page tells after five


def test_a_page_that_is_read_for_a_while_clears_what_led_to_it(
    people: People, project: Project, open_page: Opener
) -> None:
    follow(people.bayu, project.thread)
    post_status(project=project, author=people.putri, condition="on_track")
    dispatch()
    assert unread_count(people.bayu) == 1
    signed_in(people.bayu).get(project.get_absolute_url())
    assert unread_count(people.bayu) == 1, "reading a page by GET alone writes nothing"
    open_page(project.get_absolute_url(), people.bayu)
    waited = time.monotonic() + PATIENCE
    while unread_count(people.bayu) and time.monotonic() < waited:
        time.sleep(0.3)
    assert unread_count(people.bayu) == 0


def test_leaving_the_page_tells_at_once(people: People, project: Project, open_page: Opener) -> None:
    follow(people.bayu, project.thread)
    post_status(project=project, author=people.putri, condition="on_track")
    dispatch()
    page = open_page(project.get_absolute_url(), people.bayu, width=360)
    page.locator("#kabar").scroll_into_view_if_needed()
    page.locator("[data-position] footer").first.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    page.goto("/proyek/")
    page.wait_for_timeout(500)
    assert unread_count(people.bayu) == 0
