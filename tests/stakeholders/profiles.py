"""A firm that says much of itself, and what machines read on its page."""

import json
import re
from typing import Any

import pytest

from stakeholders.actions import edit_organisation, join
from stakeholders.models import Organisation
from tests.people import People
from tests.town import Town

CONTACT = {
    "contact_name": "Sari Wulandari",
    "contact_title": "Humas",
    "contact_email": "sari@rahasia.example",
    "contact_phone": "+6281234567890",
}
NUMBERS = {"nib": "1234567890123", "npwp": "0123456789012345"}
FACTS: dict[str, Any] = {
    "about": "Air bersih untuk semua.",
    "vision": "Air jernih sampai ke rumah.",
    "mission": "Merawat sumur bersama warga.",
    "website": "https://air.example",
    "links": ["https://instagram.com/air"],
    "email": "halo@air.example",
    "phone": "+622178901234",
}


@pytest.fixture
def firm(people: People, town: Town) -> Organisation:
    """bayu is its manager, sunarti speaks for it too; the contact person is hidden."""
    join(organisation=town.firm, person=people.sunarti, role="representative")
    return edit_organisation(
        organisation=town.firm, by=people.ratna, areas=(), themes=(), **FACTS, **CONTACT, **NUMBERS
    )


def linked(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])
