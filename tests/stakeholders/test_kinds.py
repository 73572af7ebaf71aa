"""Staff keep the kinds of organisations; the database holds an organisation to a kind of its own sector."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.access import Refused
from stakeholders.actions import add_kind, edit_organisation, offer_kind, register_organisation
from stakeholders.models import Organisation, OrganisationKind, Sector
from tests.people import People, signed_in

LIST = "/direktori/jenis/"


def kind(code: str) -> OrganisationKind:
    return OrganisationKind.objects.get(code=code)


def test_the_kinds_that_a_kelurahan_knows_are_there(db: None) -> None:
    known = {(k.sector, k.code) for k in OrganisationKind.objects.all()}
    for sector, codes in {
        "community": "rt rw lmk pkk posyandu karang_taruna",
        "private": "umkm perusahaan bank",
        "external": "lsm universitas donor lembaga_asing",
        "government": "kelurahan dinas puskesmas",
    }.items():
        assert {(sector, code) for code in codes.split()} <= known


@pytest.mark.parametrize("sector", Sector.values)
def test_an_organisation_has_a_kind_of_its_sector_or_none(people: People, sector: str) -> None:
    for one in OrganisationKind.objects.all():
        if one.sector == sector:
            assert register_organisation(by=people.ratna, name=one.name, sector=sector, kind=one.code).kind == one.code
        else:
            with pytest.raises(IntegrityError), transaction.atomic():
                register_organisation(by=people.ratna, name=one.name, sector=sector, kind=one.code)
    assert register_organisation(by=people.ratna, name="Tanpa jenis", sector=sector).kind_name == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        register_organisation(by=people.ratna, name="Entah", sector=sector, kind="entah")


def test_a_sector_cannot_be_changed_from_under_the_kind(people: People) -> None:
    made = register_organisation(by=people.ratna, name="Bank Guna", sector="private", kind="bank")
    for changed in ({"sector": "community"}, {"kind": "rw"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=made.pk).update(**changed)
    Organisation.objects.filter(pk=made.pk).update(sector="community", kind="rw")


def test_a_kind_in_use_is_neither_deleted_nor_moved(people: People) -> None:
    register_organisation(by=people.ratna, name="Bank Guna", sector="private", kind="bank")
    with pytest.raises(IntegrityError), transaction.atomic():
        kind("bank").delete()
    for changed in ({"sector": "community"}, {"code": "bank_lain"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OrganisationKind.objects.filter(code="bank").update(**changed)


def test_staff_add_a_kind_and_it_can_be_chosen(people: People) -> None:
    answer = signed_in(people.putri).post(f"{LIST}baru/", {"sector": "community", "name": "Bank Sampah", "order": "7"})
    assert answer.status_code == 422
    assert "Jenis dengan nama ini sudah ada" in answer.content.decode()
    typed = {"sector": "community", "name": "Sanggar seni", "name_en": "Art studio", "order": "7"}
    assert signed_in(people.putri).post(f"{LIST}baru/", typed)["Location"] == LIST
    made = kind("sanggar_seni")
    assert (made.sector, made.name_en, made.is_active) == ("community", "Art studio", True)
    assert (
        '<option value="sanggar_seni">Sanggar seni</option>'
        in signed_in(people.tukimin).get("/direktori/daftar/").content.decode()
    )


def test_codes_differ_though_names_are_alike(people: People) -> None:
    names = ("Sanggar", "Sanggar!", "Sanggar?", "???")
    made = [add_kind(by=people.putri, sector="community", name=name).code for name in names]
    assert made == ["sanggar", "sanggar_2", "sanggar_3", "jenis"]
    with pytest.raises(Refused):
        add_kind(by=people.putri, sector="community", name="SANGGAR")
    assert add_kind(by=people.putri, sector="private", name="Sanggar").code == "sanggar_4"


def test_a_new_name_is_read_at_once_in_both_languages(people: People) -> None:
    made = register_organisation(by=people.ratna, name="Dapur Bu Sun", sector="private", kind="umkm")
    page = f"{LIST}{kind('umkm').pk}/ubah/"
    seen = signed_in(people.putri).get(page).context["form"]["seen"].value()
    typed = {"name": "Usaha kecil", "name_en": "Small trade", "order": "5", "seen": seen}
    assert signed_in(people.putri).post(page, typed).status_code == 303
    assert "Usaha kecil" in Client().get(made.get_absolute_url()).content.decode()
    assert "Usaha kecil" in Client().get("/direktori/?q=Dapur").content.decode()
    late = signed_in(people.ratna).post(page, typed | {"name": "Warung"})
    assert late.status_code == 409
    assert "Usaha kecil" in late.content.decode()
    assert "Warung" in late.content.decode()


def test_what_is_switched_off_stays_with_who_has_it(people: People) -> None:
    made = register_organisation(by=people.ratna, name="Bank Guna", sector="private", kind="bank")
    page = f"{LIST}{kind('bank').pk}/aktif/"
    assert signed_in(people.putri).post(page)["Location"] == LIST
    assert not kind("bank").is_active
    staff = signed_in(people.putri)
    assert 'value="bank"' not in staff.get("/direktori/daftar/").content.decode()
    edit = f"/direktori/{made.pk}/ubah/"
    assert '<option value="bank" selected>' in staff.get(edit).content.decode()
    typed = {"name": "Bank Guna", "sector": "private", "kind": "bank", "about": "Kantor kas."}
    assert staff.post(edit, typed).status_code == 303
    assert (
        signed_in(people.tukimin)
        .post("/direktori/daftar/", {"name": "Bank Lain", "sector": "private", "kind": "bank"})
        .status_code
        == 422
    )
    offer_kind(kind=kind("bank"), by=people.putri, is_active=True)
    assert 'value="bank"' in staff.get("/direktori/daftar/").content.decode()


@pytest.mark.parametrize("path", ["", "baru/", "{pk}/ubah/", "{pk}/aktif/"])
def test_only_staff_keep_the_kinds(people: People, path: str) -> None:
    page = LIST + path.format(pk=kind("umkm").pk)
    assert Client().get(page)["Location"].startswith("/masuk/")
    for who in (people.tukimin, people.bayu, people.dewi):
        assert signed_in(who).get(page).status_code == 403
    for who in (people.putri, people.ratna):
        assert signed_in(who).get(page).status_code == 200
    with pytest.raises(Refused):
        add_kind(by=people.bayu, sector="private", name="Kedai")


def test_a_page_of_many_kinds_asks_no_more(people: People) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get("/direktori/").status_code == 200
        return len(seen)

    for code in ("umkm", "bank"):
        register_organisation(by=people.ratna, name=code, sector="private", kind=code)
    statements()
    few = statements()
    for one in OrganisationKind.objects.filter(sector="community"):
        register_organisation(by=people.ratna, name=one.name, sector="community", kind=one.code)
    assert statements() == few


def test_the_kind_is_the_offices_to_change_still(people: People) -> None:
    made = register_organisation(by=people.ratna, name="Bank Guna", sector="private", kind="bank")
    edit_organisation(organisation=made, by=people.putri, areas=(), themes=(), kind="umkm")
    with pytest.raises(Refused):
        edit_organisation(organisation=made, by=people.bayu, areas=(), themes=(), kind="bank")
