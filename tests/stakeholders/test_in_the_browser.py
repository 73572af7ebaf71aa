"""Registering on a narrow phone, with and without JavaScript; the registry's new pages stand in nobody's way."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from commons import attachments
from commons.models import Area
from stakeholders.actions import edit_organisation, enter_office_term, register_organisation, set_logo
from stakeholders.models import Organisation
from tests.chromium import Opener
from tests.guards.cast import picture
from tests.people import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 360


def assert_in_order(page: Page) -> None:
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.url
    assert [v["id"] for v in Axe().run(page).response["violations"]] == [], page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_registering_on_a_phone(people: People, open_page: Opener, scripts: bool) -> None:
    Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})
    known = register_organisation(by=people.ratna, name="Koperasi Melati Putih Jaya", sector="private")
    page = open_page("/direktori/daftar/", people.tukimin, width=PHONE, java_script_enabled=scripts)
    page.get_by_label("Nama organisasi").fill("Koperasi Melati Putih")
    page.get_by_label("Swasta").check()
    page.get_by_label("Jenis").select_option(label="Koperasi")
    if scripts:
        assert_in_order(page)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("textbox", name="Tentang").fill("Simpan pinjam warga.")
    page.get_by_role("button", name="Kembali").click()
    expect(page.get_by_label("Nama organisasi")).to_have_value("Koperasi Melati Putih")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("textbox", name="Tentang")).to_have_value("Simpan pinjam warga.")
    page.get_by_role("button", name="Daftarkan").click()
    expect(page.get_by_role("button", name="Ini organisasi kami")).to_have_attribute("value", str(known.pk))
    if scripts:
        assert_in_order(page)
    page.get_by_role("button", name="Bukan, lanjutkan").click()
    page.wait_for_url("**/direktori/*-koperasi-melati-putih/")
    made = Organisation.objects.exclude(pk=known.pk).get()
    assert (made.name, made.kind, made.about) == ("Koperasi Melati Putih", "koperasi", "Simpan pinjam warga.")


def test_a_full_profile_and_the_pages_of_staff_are_in_order(
    people: People, open_page: Opener, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    area = Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
    parent = register_organisation(by=people.ratna, name="Forum RW Tanjung Barat", sector="community")
    rw = register_organisation(by=people.ratna, name="Pengurus RW 03", sector="community", kind="rw")
    edit_organisation(
        organisation=rw, by=people.ratna, areas=[area], themes=(), parent=parent, about="Warga RW 03.",
        vision="Kampung yang rukun.", mission="Kerja bakti tiap bulan.", links=["https://contoh.id/rw03"],
        contact_name="Bapak Sarwono", contact_phone="+6281234567890", nib="1234567890123",
    )  # fmt: skip
    enter_office_term(
        by=people.ratna, area=area, office="head", name="Bapak Sarwono", decree="12/2024", since_on="2024-01-01"
    )
    logo = attachments.receive(owner=people.ratna, upload=picture("Logo"))
    set_logo(organisation=rw, by=people.ratna, picture=logo)
    page = open_page(rw.get_absolute_url(), people.putri, width=PHONE)
    box = page.locator("img.avatar--picture").bounding_box()
    assert box
    assert max(box["width"], box["height"]) <= 96
    assert_in_order(page)
    for path in ("/direktori/jenis/", "/direktori/pengurus/", "/direktori/pengurus/baru/", f"/direktori/{rw.pk}/logo/"):
        page.goto(path)
        assert_in_order(page)
