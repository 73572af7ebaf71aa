"""Organisations come in from a file: looked at first, all or nothing, undone while nobody has built on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import begin_to_follow
from commons.access import Refused
from commons.models import Area, RightEntry, Theme
from stakeholders.actions import (
    carry_out_import,
    edit_organisation,
    invite_representative,
    register_organisation,
    start_import,
    suspend_organisation,
    undo_import,
)
from stakeholders.models import ContactPerson, Import, ImportRow, Organisation
from stakeholders.personal_data import erase
from stakeholders.queries import facts_of
from tests.people import People, signed_in
from tests.stakeholders.files import (
    CONTACT,
    HEADINGS,
    NOTHING_MORE,
    as_csv,
    as_xlsx,
    faults,
    imported,
    outcomes,
    row,
    rows_of,
    send,
)


@pytest.fixture
def places(people: People) -> dict[int, Area]:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    Theme.objects.get_or_create(code="lingkungan", defaults={"name": "Lingkungan", "name_en": "Environment"})
    return {n: Area.objects.get_or_create(level="rw", number=n, parent=whole)[0] for n in (3, 5)}


def whole_row(name: str = "Bank Sampah Mawar") -> list[str]:
    return [
        name, "Masyarakat", "Bank sampah", "Menimbang tiap Sabtu.", "RW 03; 005", "lingkungan",
        "mawar.contoh.example", "mawar@contoh.example", "0812 3456 7890", *NOTHING_MORE, *CONTACT,
    ]  # fmt: skip


@pytest.fixture
def staff(people: People) -> Client:
    return signed_in(people.putri)


def done(people: People, staff: Client, rows: list[list[str]]) -> Import:
    return carry_out_import(batch=imported(staff, as_csv([HEADINGS, *rows])), by=people.putri)


def test_it_is_looked_at_then_written_whole(people: People, staff: Client, places: dict[int, Area]) -> None:
    batch = imported(staff, as_xlsx([HEADINGS, whole_row()]), "daftar.xlsx")
    assert outcomes(batch) == ["new"]
    assert not Organisation.objects.exists()
    page = staff.get(batch.get_absolute_url()).content.decode()
    assert "Semua baris dapat diimpor" in page
    assert staff.post(f"{batch.get_absolute_url()}terapkan/").status_code == 303
    made = Organisation.objects.get()
    assert (made.state, made.verified_by, made.phone) == ("verified", people.putri, "+6281234567890")
    assert (made.website, made.kind) == ("https://mawar.contoh.example", "bank_sampah")
    assert {area.number for area in made.areas.all()} == {3, 5}
    assert [theme.code for theme in made.themes.all()] == ["lingkungan"]
    assert made.thread.object_id == made.pk
    assert not made.memberships.exists()
    assert ContactPerson.objects.get().email == "siti@contoh.example"
    assert Client().get(made.get_absolute_url()).status_code == 200
    invite_representative(organisation=made, email="siti@contoh.example", by=people.putri)


def test_i4_the_same_file_twice_changes_nothing(people: People, staff: Client, places: dict[int, Area]) -> None:
    done(people, staff, [whole_row()])
    again = imported(staff, as_csv([HEADINGS, whole_row("BANK  sampah mawar.")]))
    assert outcomes(again) == ["same"]
    assert "Tidak ada yang perlu diimpor" in staff.get(again.get_absolute_url()).content.decode()


def test_i4_new_changed_same_and_duplicate_are_told_apart(
    people: People, staff: Client, places: dict[int, Area]
) -> None:
    register_organisation(by=people.ratna, name="PT Sumber Air", sector="private", phone="+6281111111111")
    done(people, staff, [whole_row()])
    second = row("Bank Sampah Mawar", Nama_narahubung="Budi")
    rows = [
        row("PT Sumber Air", "Swasta", Tentang="Air bersih."),
        row("Warung Melati", "swasta", Telepon_umum="+62 811-1111-1111"),
        row("WARUNG MELATI", "Swasta", Telepon_umum="0811 1111 1111"),
        whole_row(),
        second,
        row("Bank Sampah Mawar", Nama_narahubung="BUDI"),
        row("Sumber Air, CV", "Swasta"),
    ]
    batch = imported(staff, as_csv([HEADINGS, *rows]))
    assert faults(batch) == []
    assert outcomes(batch) == ["changed", "new", "duplicate", "same", "changed", "duplicate", "new"]
    said = {one.number: " ".join(text for _, text in one.sentences) for one in batch.rows.all()}
    assert "baris 3" in said[4]
    assert "PT Sumber Air" in said[3]
    assert "PT Sumber Air" in said[8]
    carry_out_import(batch=batch, by=people.putri)
    assert sorted(ContactPerson.objects.values_list("name", flat=True)) == ["Budi", "Siti"]
    assert Organisation.objects.get(name="PT Sumber Air").about == "Air bersih."
    assert Organisation.objects.get(name="PT Sumber Air").phone == "+6281111111111"


def test_a_second_row_with_empty_cells_repeats_the_first(people: People, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Melati", Tentang="Satu"), row("melati", Nama_narahubung="Ani")]))
    assert (outcomes(batch), faults(batch)) == (["new", "new"], [])
    carry_out_import(batch=batch, by=people.putri)
    assert ContactPerson.objects.get().organisation == Organisation.objects.get()


def test_two_rows_that_contradict_each_other_are_a_fault(people: People, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Melati", Tentang="Satu"), row("melati", Tentang="Dua")]))
    assert [(number, column) for number, column, _ in faults(batch)] == [(3, "Nama organisasi")]


def test_i4_two_people_import_at_once_and_the_second_is_told(people: People, staff: Client) -> None:
    first, second = (imported(one, as_csv([HEADINGS, row("Melati")])) for one in (staff, signed_in(people.ratna)))
    carry_out_import(batch=first, by=people.putri)
    with pytest.raises(Refused, match="Melati"):
        carry_out_import(batch=second, by=people.ratna)
    assert Organisation.objects.count() == 1


def test_what_changed_since_the_preview_is_not_overwritten(people: People, staff: Client) -> None:
    known = register_organisation(by=people.ratna, name="Melati", sector="community")
    batch = imported(staff, as_csv([HEADINGS, row("Melati", Tentang="Dari berkas")]))
    edit_organisation(organisation=known, by=people.ratna, **facts_of(known) | {"about": "Dari halaman"})
    with pytest.raises(Refused):
        carry_out_import(batch=batch, by=people.putri)
    known.refresh_from_db()
    assert known.about == "Dari halaman"


def test_i6_ten_faults_in_ten_rows_are_ten_lines(people: People, staff: Client, places: dict[int, Area]) -> None:
    closed = register_organisation(by=people.ratna, name="Tutup Lama", sector="community")
    suspend_organisation(organisation=closed, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    wrong = [
        row("", "Swasta"),
        row("Tanpa Unsur", ""),
        row("Unsur Asing", "Antariksa"),
        row("Jenis Asing", "Swasta", Jenis="Bank sampah"),
        row("Wilayah Asing", Wilayah="RW 99"),
        row("Bidang Asing", Bidang="Sihir"),
        row("Surel Salah", Surel_umum="bukan surel"),
        row("Telepon Salah", Telepon_umum="12"),
        row("Nomor Rahasia", Tentang="NIK 3174012345678901"),
        row("Tutup Lama", Tentang="Diubah"),
    ]
    batch = imported(staff, as_csv([HEADINGS, row("Benar Sekali"), *wrong]))
    assert [number for number, *_ in faults(batch)] == list(range(3, 13))
    columns = [column for _, column, _ in faults(batch)]
    wanted = "Nama organisasi|Unsur|Unsur|Jenis|Wilayah|Bidang|Surel umum|Telepon umum|Tentang|Nama organisasi"
    assert columns == wanted.split("|")
    batch.refresh_from_db()
    listed = rows_of(b"".join(staff.get(batch.job.get_absolute_url()).streaming_content))
    assert [line[0] for line in listed[1:]] == [str(number) for number in range(3, 13)]
    assert listed[3][1:3] == ["Unsur", "Unsur Asing"]
    page = staff.get(batch.get_absolute_url()).content.decode()
    assert "10 baris perlu diperbaiki" in page
    with pytest.raises(Refused):
        carry_out_import(batch=batch, by=people.putri)
    assert Organisation.objects.count() == 1


def test_all_faults_of_one_row_are_told_together(people: People, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Ab", "x", Surel_umum="y", Telepon_narahubung="z")]))
    assert [column for _, column, _ in faults(batch)] == [
        "Nama organisasi", "Unsur", "Surel umum", "Telepon narahubung",
    ]  # fmt: skip


def test_an_error_of_excel_is_no_text(people: People, staff: Client) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Melati", Tentang="#N/A")]))
    assert [column for _, column, _ in faults(batch)] == ["Tentang"]


def test_who_is_erased_is_no_contact_any_more(people: People, staff: Client) -> None:
    done(people, staff, [row("Melati", Nama_narahubung="Sunarti", Surel_narahubung=people.sunarti.email)])
    erase(people.sunarti)
    assert not ContactPerson.objects.exists()
    assert people.sunarti.email not in str(list(ImportRow.objects.values()))


def test_the_last_import_is_undone(people: People, staff: Client, places: dict[int, Area]) -> None:
    known = register_organisation(by=people.ratna, name="Melati", sector="community", areas=[places[3]])
    before = facts_of(known) | {"areas": list(known.areas.all()), "themes": []}
    batch = done(people, staff, [whole_row(), row("Melati", Tentang="Baru", Wilayah="5", Nama_narahubung="Ani")])
    known.refresh_from_db()
    assert known.about == "Baru"
    assert staff.post(f"{batch.get_absolute_url()}urungkan/").status_code == 303
    known.refresh_from_db()
    assert facts_of(known) | {"areas": list(known.areas.all()), "themes": []} == before
    assert list(Organisation.objects.all()) == [known]
    assert not ContactPerson.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == ("undone", people.putri)
    assert outcomes(imported(staff, as_csv([HEADINGS, whole_row()]))) == ["new"]


def test_what_was_brought_in_and_undone_has_an_entry_that_outlives_it(people: People, staff: Client) -> None:
    batch = done(people, staff, [row("Melati")])
    melati = Organisation.objects.get()
    undo_import(batch=batch, by=people.putri)
    assert not Organisation.objects.exists()
    found = RightEntry.objects.filter(thing="stakeholders.Organisation", thing_id=melati.pk).order_by("pk")
    assert list(found.values_list("what", "held", "by")) == [
        ("given", "verified", people.putri.pk),
        ("taken", "verified", people.putri.pk),
    ]


def test_an_import_that_somebody_built_on_is_not_undone(people: People, staff: Client) -> None:
    batch = done(people, staff, [row("Melati"), row("Mawar"), row("Kenanga")])
    melati, mawar = (Organisation.objects.get(name=name) for name in ("Melati", "Mawar"))
    invite_representative(organisation=melati, email="ani@contoh.example", by=people.putri)
    begin_to_follow(people.sunarti, mawar.thread)
    edit_organisation(organisation=mawar, by=people.putri, **facts_of(mawar) | {"about": "Diubah"})
    page = staff.get(f"{batch.get_absolute_url()}urungkan/").content.decode()
    assert "Melati sudah dipakai: undangan." in page
    assert "Mawar sudah diubah setelah impor." in page
    assert "Mawar sudah dipakai: di bagian lain." in page
    assert "Kenanga" not in page
    with pytest.raises(Refused):
        undo_import(batch=batch, by=people.putri)
    assert Organisation.objects.count() == 3


def test_only_the_last_one_is_undone_and_earlier_ones_keep_no_details(people: People, staff: Client) -> None:
    first, second = (done(people, staff, [row(name)]) for name in ("Melati", "Mawar"))
    with pytest.raises(Refused):
        undo_import(batch=first, by=people.putri)
    assert set(ImportRow.objects.values_list("belongs_to", flat=True)) == {second.pk}
    undo_import(batch=second, by=people.putri)
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Melati"]


def test_who_opens_the_page_of_an_import_that_was_decided_is_told_so_and_asked_nothing(
    people: People, staff: Client
) -> None:
    waiting = imported(staff, as_csv([HEADINGS, row("Mawar")]))
    page = staff.get(f"{waiting.get_absolute_url()}urungkan/").content.decode()
    assert "Hanya impor yang terakhir yang dapat diurungkan." in page
    assert "Organisasi yang masuk lewat impor ini dihapus" not in page
    faulty = imported(staff, as_csv([HEADINGS, row("Ab")]))
    assert "Masih ada baris yang salah isi." in staff.get(f"{faulty.get_absolute_url()}terapkan/").content.decode()
    carry_out_import(batch=waiting, by=people.putri)
    assert "Impor ini sudah diputuskan." in staff.get(f"{waiting.get_absolute_url()}terapkan/").content.decode()
    assert "Urungkan impor" in staff.get(f"{waiting.get_absolute_url()}urungkan/").content.decode()


def test_a_preview_that_nobody_decides_on_is_forgotten_after_a_week(people: People, staff: Client) -> None:
    kept = done(people, staff, [row("Melati")])
    imported(staff, as_csv([HEADINGS, row("Mawar", Nama_narahubung="Ani")]))
    Import.objects.update(created_at=timezone.now() - timedelta(days=8))
    newest = imported(staff, as_csv([HEADINGS, row("Kenanga")]))
    assert set(Import.objects.all()) == {kept, newest}


@pytest.mark.parametrize("path", ["", "templat/", "{pk}/", "{pk}/terapkan/", "{pk}/urungkan/"])
def test_it_is_for_staff(people: People, staff: Client, path: str) -> None:
    batch = imported(staff, as_csv([HEADINGS, row("Melati")]))
    address = f"/direktori/impor/{path.format(pk=batch.pk)}"
    assert staff.get(address).status_code == 200
    assert signed_in(people.tukimin).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    for action in (lambda: start_import(by=people.tukimin, data=b"a", file_name="a"), lambda: carry_out_import(
        batch=batch, by=people.tukimin
    )):  # fmt: skip
        with pytest.raises(Refused):
            action()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "x"])
def test_the_template_can_be_sent_as_it_is(people: People, staff: Client, kind: str) -> None:
    answer = staff.get(f"/direktori/impor/templat/?bentuk={kind}")
    headings, example = rows_of(answer.content)
    assert headings == HEADINGS
    batch = imported(staff, answer.content)
    assert batch.state == "refused"
    assert len(example) == len(HEADINGS)


def test_a_file_that_is_not_sent_is_asked_for(people: People, staff: Client) -> None:
    assert staff.post("/direktori/impor/", {}).status_code == 422
    assert send(staff, b"").status_code == 422
    assert not Import.objects.exists()


def test_a_preview_asks_so_many_statements_for_five_hundred_rows(people: People, staff: Client) -> None:
    def statements(rows: int) -> int:
        table = [HEADINGS, *(whole_row(f"Organisasi {n}")[:4] + [""] * (len(HEADINGS) - 4) for n in range(rows))]
        send(staff, as_csv(table))
        from commons import jobs

        with CaptureQueriesContext(connection) as seen:
            jobs.run_one()
        assert Import.objects.latest("pk").state == "read"
        return len(seen)

    _first, one, two, four = (statements(n) for n in (10, 500, 1000, 2000))  # the first remembers the kinds
    assert two - one == (four - two) / 2 <= 12
