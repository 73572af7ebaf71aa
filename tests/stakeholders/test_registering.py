"""Staff enter an organisation that the office knows."""

import pytest

from stakeholders.models import Organisation
from tests.people import People, signed_in

URL = "/direktori/daftar/"
NAMED = {"name": "Koperasi Melati", "sector": "community"}


@pytest.mark.parametrize(("phone", "kept"), [("", ""), ("0812-3456-7890", "+6281234567890")])
def test_an_organisation_has_a_phone_or_none(people: People, phone: str, kept: str) -> None:
    answer = signed_in(people.putri).post(URL, NAMED | {"phone": phone})
    made = Organisation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert (made.name, made.phone, made.is_verified) == ("Koperasi Melati", kept, True)


def test_others_do_not_register(people: People) -> None:
    assert signed_in(people.tukimin).post(URL, NAMED).status_code == 403
    assert not Organisation.objects.exists()


def test_a_name_that_is_too_short_is_said_and_kept(people: People) -> None:
    answer = signed_in(people.putri).post(URL, NAMED | {"name": "Ko"})
    assert answer.status_code == 422
    assert 'value="Ko"' in answer.content.decode()
