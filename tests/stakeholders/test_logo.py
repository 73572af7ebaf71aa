"""The picture beside an organisation's name: safe kinds only, small, for whoever may see the organisation."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commons.models import Attachment
from stakeholders.actions import set_logo, submit_organisation
from stakeholders.models import Organisation
from tests.guards.cast import picture
from tests.people import People, signed_in
from tests.town import Town


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def put(browser: Client, organisation: Organisation, word: str = "Logo") -> Any:
    return browser.post(f"/direktori/{organisation.pk}/logo/", {"logo": picture(word)})


def served(browser: Client, logo: Attachment) -> tuple[int, str]:
    answer = browser.get(logo.small.url)
    answer.getvalue()  # read to its end, the file is closed
    return answer.status_code, answer["Content-Type"]


def test_its_manager_puts_it_up_and_everybody_sees_it(people: People, town: Town) -> None:
    assert put(signed_in(people.bayu), town.firm)["Location"] == town.firm.get_absolute_url()
    town.firm.refresh_from_db()
    assert town.firm.logo is not None
    html = Client().get(town.firm.get_absolute_url()).content.decode()
    assert f'src="{town.firm.logo.small.url}"' in html
    assert served(Client(), town.firm.logo) == (200, "image/webp")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("logo.png", b"<html><script>alert(1)</script></html>"),
        ("logo.pdf", b"%PDF-1.4 rusak"),
        ("logo.gif", b"GIF89a"),
        ("logo.png", b""),
    ],
)
def test_what_is_no_picture_is_refused(people: People, town: Town, name: str, content: bytes) -> None:
    browser = signed_in(people.bayu)
    answer = browser.post(f"/direktori/{town.firm.pk}/logo/", {"logo": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert not Organisation.objects.get(pk=town.firm.pk).logo_id


def test_another_takes_its_place_and_the_former_is_gone(
    people: People, town: Town, django_capture_on_commit_callbacks: Any
) -> None:
    put(signed_in(people.bayu), town.firm)
    former = Attachment.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        put(signed_in(people.putri), town.firm, "Baru")
    assert Organisation.objects.get(pk=town.firm.pk).logo != former
    assert Client().get(former.small.url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(people.bayu).post(f"/direktori/{town.firm.pk}/logo/hapus/").status_code == 303
    assert not Attachment.objects.exists()
    assert set_logo(organisation=town.firm, by=people.bayu, picture=None).logo is None


def test_of_one_that_waits_only_its_people_see_it(people: People, town: Town) -> None:
    waits = submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private")
    put(signed_in(people.rizky), waits)
    waits.refresh_from_db()
    assert waits.logo is not None
    for browser, status in ((Client(), 404), (signed_in(people.dewi), 404), (signed_in(people.putri), 200)):
        assert served(browser, waits.logo)[0] == status


def seen_by(browser: Client, organisation: Organisation) -> str:
    return str(browser.get(f"/direktori/{organisation.pk}/logo/").context["form"]["seen"].value())


def test_of_two_at_once_the_second_sees_that_it_was_changed_and_may_insist(people: People, town: Town) -> None:
    first, second, path = signed_in(people.bayu), signed_in(people.putri), f"/direktori/{town.firm.pk}/logo/"
    seen = seen_by(second, town.firm)
    assert first.post(path, {"logo": picture("Satu"), "seen": seen_by(first, town.firm)}).status_code == 303
    theirs = Organisation.objects.get(pk=town.firm.pk).logo
    answer = second.post(path, {"logo": picture("Dua"), "seen": seen})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Orang lain baru saja mengganti logo ini" in html
    assert theirs is not None
    assert theirs.small.url in html
    assert Organisation.objects.get(pk=town.firm.pk).logo == theirs
    form = answer.context["form"]
    kept = Attachment.objects.filter(owner=people.putri, parent_id=None).get()
    again = {"logo_key": kept.key, "seen": form["seen"].value()}
    assert second.post(path, again).status_code == 303
    assert Organisation.objects.get(pk=town.firm.pk).logo == kept


def test_only_the_one_that_was_seen_is_taken_away(people: People, town: Town) -> None:
    first, second = signed_in(people.bayu), signed_in(people.putri)
    put(first, town.firm, "Satu")
    remove = second.get(f"/direktori/{town.firm.pk}/logo/").context["remove_url"]
    put(first, town.firm, "Dua")
    answer = second.post(remove, follow=True)
    assert "Logo sudah diganti orang lain" in answer.content.decode()
    assert Organisation.objects.get(pk=town.firm.pk).logo is not None
    remove = second.get(f"/direktori/{town.firm.pk}/logo/").context["remove_url"]
    assert second.post(remove)["Location"] == town.firm.get_absolute_url()
    assert Organisation.objects.get(pk=town.firm.pk).logo is None
