"""Numbers beside the choices of a list change with it, and whoever chooses stays where they are."""

import pytest

from commons.models import Area
from stakeholders.actions import register_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_choice_changes_the_numbers_of_the_others_and_keeps_the_focus(people, open_page):
    whole = Area.objects.create(level="kelurahan", name="Tanjung Barat")
    here = Area.objects.create(level="rw", number=3, parent=whole)
    for name, areas in (("Warung Melati", [here]), ("Warung Mawar", [])):
        register_organisation(by=people.ratna, name=name, sector="private", kind="umkm", areas=areas)
    page = open_page("/direktori/")
    page.locator(".filters summary").click()
    kinds = page.locator("select[name=jenis]")
    assert "UMKM (2)" in kinds.inner_text()
    places = page.locator("select[name=rw]")
    places.focus()
    places.select_option("3")
    page.wait_for_url("**/direktori/?*rw=3*")
    page.wait_for_function("document.querySelector('select[name=jenis]').innerText.includes('UMKM (1)')")
    assert page.evaluate("document.activeElement.name") == "rw"
    assert page.locator(".filters").get_attribute("open") is not None
    assert page.get_by_text("Warung Mawar").count() == 0
