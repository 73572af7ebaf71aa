"""On a phone, what, who, where, by when, how far and what next are read before anything is scrolled."""

from datetime import date
from typing import Any

import pytest

from commons.models import Area
from projects.actions import post_status
from tests.chromium import Opener
from tests.people import People
from tests.town import Town, make_project, partner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SCREEN = 720 - 57 - 65  # a phone of 360 × 800, less the bars of its browser and our own two at the bottom


def test_the_six_things_stand_on_the_first_screen(
    people: People, town: Town, open_page: Opener, record_property: Any
) -> None:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = Area.objects.get_or_create(level="rw", number=3, parent=whole)[0]
    project = make_project(
        people, town, areas=[rw], starts_on=date(2026, 8, 1), due_on=date(2026, 12, 20),
        next_step="Pelatihan memilah, 30 November",
    )  # fmt: skip
    partner(people, project, town.firm)
    post_status(project=project, author=people.bayu, condition="on_track", progress=68, acting_as=town.firm)
    page = open_page(project.get_absolute_url(), width=360)
    what = {
        "what": page.locator("main h1"),
        "who": page.get_by_text("Karang Taruna Pelita").first,
        "where": page.get_by_text("RW 03").first,
        "by when": page.get_by_text("20 Des 2026").first,
        "how far": page.get_by_text("68%").first,
        "what next": page.get_by_text("Pelatihan memilah, 30 November").first,
    }
    ends = {name: box["y"] + box["height"] for name, one in what.items() if (box := one.bounding_box())}
    record_property("figures", " · ".join(f"{name} {end:.0f}px" for name, end in ends.items()))
    assert {name for name, end in ends.items() if end > SCREEN} == set()
    assert len(ends) == len(what)
