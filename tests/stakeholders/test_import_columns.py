"""NIB, NPWP, vision, mission and parent come in by a file, and leave in one with those who may see them."""

import pytest
from django.test import Client

from commons.access import Refused
from stakeholders.actions import carry_out_import, edit_organisation, register_organisation, undo_import
from stakeholders.models import Import, Organisation
from stakeholders.queries import facts_of
from tests.people import People, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, as_xlsx, faults, imported, outcomes, row, rows_of
from tests.stakeholders.test_export import taken
from tests.town import Town

NIB, NPWP, OLD_NPWP = "0220001234567", "0012345678901000", "012345678901000"
WHOLE = {
    "Visi": "Kampung yang bersih.",
    "Misi": "Menimbang sampah tiap Sabtu.\nMengajar anak memilah.",
    "NIB": NIB,
    "NPWP_organisasi": NPWP,
    "Bagian_dari": "pengurus  RW. 3",
}


@pytest.fixture
def staff(people: People) -> Client:
    return signed_in(people.putri)


def done(people: People, staff: Client, *rows: list[str]) -> Import:
    batch = imported(staff, as_csv([HEADINGS, *rows]))
    assert faults(batch) == []
    return carry_out_import(batch=batch, by=people.putri)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_they_come_in_and_zeros_in_front_stay(people: People, town: Town, staff: Client, kind: str) -> None:
    table = [HEADINGS, row("Bank Sampah Mawar", **WHOLE)]
    batch = imported(staff, as_csv(table) if kind == "csv" else as_xlsx(table), f"daftar.{kind}")
    assert (outcomes(batch), faults(batch)) == (["new"], [])
    carry_out_import(batch=batch, by=people.putri)
    made = Organisation.objects.get(name="Bank Sampah Mawar")
    assert (made.nib, made.npwp, made.parent) == (NIB, NPWP, town.rw03)
    assert (made.vision, made.mission) == (WHOLE["Visi"], WHOLE["Misi"])


@pytest.mark.parametrize("written", ["01.234.567.8-901.000", OLD_NPWP, 12345678901000 + 10**14])
def test_numbers_are_read_as_the_form_reads_them(people: People, town: Town, staff: Client, written: object) -> None:
    table = [HEADINGS, row("Bank Sampah Mawar")]
    table[1][HEADINGS.index("NPWP organisasi")] = written  # type: ignore[call-overload]
    table[1][HEADINGS.index("NIB")] = 9120001234567  # type: ignore[call-overload]
    batch = imported(staff, as_xlsx(table), "daftar.xlsx")
    assert faults(batch) == []
    facts = batch.rows.get().facts
    assert (facts["nib"], facts["npwp"]) == ("9120001234567", "".join(c for c in str(written) if c.isdigit()))


@pytest.mark.parametrize(
    ("heading", "written", "said"),
    [
        ("NIB", "123", "NIB terdiri dari 13 angka"),
        ("NIB", 220001234567, "jadikan kolom ini teks"),
        ("NIB", "2,20001E+11", "jadikan kolom ini teks"),
        ("NPWP organisasi", "12", "NPWP organisasi terdiri dari 15 atau 16 angka"),
        ("NPWP organisasi", 3174012345678900, "jadikan kolom ini teks"),
        ("NIB", "satu dua", "NIB terdiri dari 13 angka"),
        ("Visi", "NIK 3174012345678901", "tulis empat angka terakhirnya saja"),
        ("Misi", "3174-0123-4567-8901", "tulis empat angka terakhirnya saja"),
        ("Visi", "x" * 1001, "paling banyak"),
        ("Bagian dari", "Entah Siapa", "Impor induknya dulu"),
        ("Bagian dari", "https://x.example/direktori/999999999/", "Impor induknya dulu"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_on(
    people: People, town: Town, staff: Client, heading: str, written: object, said: str
) -> None:
    table = [HEADINGS, row("Bank Sampah Mawar")]
    table[1][HEADINGS.index(heading)] = written  # type: ignore[call-overload]
    batch = imported(staff, as_xlsx(table), "daftar.xlsx")
    [(_, column, sentence)] = faults(batch)
    assert column == heading
    assert said in sentence


def test_a_parent_is_meant_by_the_address_of_its_page_where_names_repeat(
    people: People, town: Town, staff: Client
) -> None:
    other = register_organisation(by=people.ratna, name="Pengurus RW 03", sector="community")
    batch = imported(staff, as_csv([HEADINGS, row("Bank Sampah Mawar", Bagian_dari="Pengurus RW 03")]))
    assert ["Salin alamat halamannya" in sentence for _, _, sentence in faults(batch)] == [True]
    address = f"https://rembuk.example{other.get_absolute_url()}"
    done(people, staff, row("Bank Sampah Mawar", Bagian_dari=address))
    assert Organisation.objects.get(name="Bank Sampah Mawar").parent == other


def test_nothing_becomes_part_of_itself_however_far_up(people: People, town: Town, staff: Client) -> None:
    Organisation.objects.filter(pk=town.shop.pk).update(parent=town.firm)
    for rows in (
        [row("PT Sumber Air", "Swasta", Bagian_dari="PT Sumber Air")],
        [row("PT Sumber Air", "Swasta", Bagian_dari="Warung Bu Narti")],
        [
            row("PT Sumber Air", "Swasta", Bagian_dari="Pengurus RW 03"),
            row("Pengurus RW 03", Bagian_dari="Warung Bu Narti"),
        ],
    ):
        batch = imported(staff, as_csv([HEADINGS, *rows]))
        assert ["sendiri bagian dari organisasi ini" in sentence for *_, sentence in faults(batch)] == [True]


def test_a_circle_that_was_entered_since_the_preview_is_refused(people: People, town: Town, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("PT Sumber Air", "Swasta", Bagian_dari="Warung Bu Narti")]))
    Organisation.objects.filter(pk=town.shop.pk).update(parent=town.firm)
    with pytest.raises(Refused, match="bagian dari dirinya sendiri"):
        carry_out_import(batch=batch, by=people.putri)
    town.firm.refresh_from_db()
    assert town.firm.parent is None


def test_a_parent_that_is_no_longer_verified_is_noticed(people: People, town: Town, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Bank Sampah Mawar", **WHOLE)]))
    Organisation.objects.filter(pk=town.rw03.pk).update(state="suspended")
    with pytest.raises(Refused, match="Bank Sampah Mawar"):
        carry_out_import(batch=batch, by=people.putri)


def test_empty_cells_change_nothing_and_a_preview_says_what_would(people: People, town: Town, staff: Client) -> None:
    done(people, staff, row("Bank Sampah Mawar", **WHOLE))
    assert outcomes(imported(staff, as_csv([HEADINGS, row("Bank Sampah Mawar")]))) == ["same"]
    batch = imported(
        staff, as_csv([HEADINGS, row("Bank Sampah Mawar", Visi="Lain.", Bagian_dari="Kelurahan Tanjung Barat")])
    )
    page = staff.get(batch.get_absolute_url()).content.decode()
    assert "Pengurus RW 03" in page
    assert "Kelurahan Tanjung Barat" in page
    assert "Kampung yang bersih." in page


def test_the_same_nib_is_shown_as_a_likely_duplicate(people: People, town: Town, staff: Client) -> None:
    Organisation.objects.filter(pk=town.firm.pk).update(nib=NIB)
    batch = imported(staff, as_csv([HEADINGS, row("Air Lain", "Swasta", NIB=NIB)]))
    assert batch.rows.get().sentences == [("NIB", "Ini juga NIB PT Sumber Air. Pastikan bukan organisasi yang sama.")]


def test_an_import_that_is_undone_gives_all_of_it_back(people: People, town: Town, staff: Client) -> None:
    Organisation.objects.filter(pk=town.firm.pk).update(vision="Lama.", nib="1234567890123", parent=town.office)
    town.firm.refresh_from_db()
    before = facts_of(town.firm) | {"areas": [], "themes": []}
    batch = done(people, staff, row("PT Sumber Air", "Swasta", **WHOLE))
    town.firm.refresh_from_db()
    assert (town.firm.vision, town.firm.nib, town.firm.parent) == (WHOLE["Visi"], NIB, town.rw03)
    undo_import(batch=batch, by=people.putri)
    town.firm.refresh_from_db()
    assert facts_of(town.firm) | {"areas": [], "themes": []} == before


def test_what_others_are_part_of_is_not_undone(people: People, town: Town, staff: Client) -> None:
    batch = done(people, staff, row("Bank Sampah Mawar"))
    made = Organisation.objects.get(name="Bank Sampah Mawar")
    edit_organisation(organisation=town.shop, by=people.putri, **facts_of(town.shop) | {"parent": made})
    page = staff.get(f"{batch.get_absolute_url()}urungkan/").content.decode()
    assert "Bank Sampah Mawar sudah dipakai: organisasi di bawahnya." in page
    with pytest.raises(Refused):
        undo_import(batch=batch, by=people.putri)


def test_a_preview_of_before_these_columns_changes_none_of_them(people: People, town: Town, staff: Client) -> None:
    Organisation.objects.filter(pk=town.firm.pk).update(vision="Lama.", parent=town.office)
    batch = imported(staff, as_csv([HEADINGS, row("PT Sumber Air", "Swasta", Tentang="Baru."), row("Mawar")]))
    for one in batch.rows.all():
        for told in (one.facts, one.before):
            for code in ("vision", "mission", "parent", "nib", "npwp"):
                told.pop(code, None)
        one.save()
    undo_import(batch=carry_out_import(batch=batch, by=people.putri), by=people.putri)
    town.firm.refresh_from_db()
    assert (town.firm.vision, town.firm.parent, town.firm.about) == ("Lama.", town.office, "")


def column(data: bytes, heading: str) -> dict[str, object]:
    """By organisation what stands in this column; nothing without it."""
    headings, *lines = rows_of(data)
    if heading not in headings:
        return {}
    at = headings.index(heading)
    return {line[1]: (line[at] or "").removeprefix("'") for line in lines}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("who", "firm", "shop"), [("putri", NIB, NIB), ("bayu", NIB, ""), ("dewi", "", ""), ("tukimin", "", "")]
)
def test_numbers_leave_with_who_may_see_them(
    people: People, town: Town, kind: str, who: str, firm: str, shop: str
) -> None:
    Organisation.objects.filter(pk__in=[town.firm.pk, town.shop.pk]).update(nib=NIB, npwp=NPWP)
    data = taken(signed_in(getattr(people, who)), kind)
    found = column(data, "NIB")
    assert (found.get("PT Sumber Air", ""), found.get("Warung Bu Narti", "")) == (firm, shop)
    assert (column(data, "NPWP organisasi").get("PT Sumber Air", "") == NPWP) == bool(firm)
    if not firm:
        assert NIB not in str(rows_of(data))


def test_who_speaks_for_it_without_managing_it_takes_no_numbers(people: People, town: Town) -> None:
    Organisation.objects.filter(pk=town.office.pk).update(nib=NIB)
    town.office.memberships.filter(person=people.putri).update(person=people.dewi)
    assert NIB not in str(rows_of(taken(signed_in(people.dewi))))


def test_what_one_may_not_see_is_no_parent_in_a_file(people: People, town: Town) -> None:
    Organisation.objects.filter(pk=town.firm.pk).update(parent=town.ngo)
    assert column(taken(signed_in(people.tukimin)), "Bagian dari")["PT Sumber Air"] == "LSM Kali Bersih"
    town.ngo.audience.visibility = "private"
    town.ngo.audience.save()
    assert column(taken(signed_in(people.tukimin)), "Bagian dari")["PT Sumber Air"] == ""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_went_out_comes_back_the_same(people: People, town: Town, staff: Client, kind: str) -> None:
    done(people, staff, row("Bank Sampah Mawar", **WHOLE))
    Organisation.objects.filter(pk=town.rw03.pk).update(state="archived")
    batch = imported(staff, taken(staff, kind), f"daftar.{kind}")
    assert set(outcomes(batch)) == {"same"}, faults(batch)
