"""An organisation's page: what it says of itself, to whom; what is hidden is in no page's source."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from commons.models import Area
from projects.actions import post_status
from projects.models import Project
from stakeholders.actions import edit_organisation, join, register_organisation, submit_organisation
from stakeholders.models import Organisation
from tests.asking import statements
from tests.people import People, person, signed_in
from tests.stakeholders.profiles import FACTS, NUMBERS, firm, linked
from tests.town import Town, partner

__all__ = ["firm"]

SHOWN_AS = ("Sari Wulandari", "sari@rahasia.example", "+6281234567890", "0812-3456-7890")


def source(firm: Organisation, who: User | None) -> str:
    """Every page of the organisation that this person may open, with the directory and the search."""
    browser = signed_in(who) if who else Client()
    lists = ("/direktori/", "/direktori/?q=sumber", "/cari/?q=sumber")
    pages = (firm.get_absolute_url(), *lists, f"/direktori/{firm.pk}/anggota/")
    return "".join(browser.get(page, follow=True).content.decode() for page in pages)


@pytest.mark.parametrize("who", ["visitor", "tukimin", "rizky", "dewi", "new", "moderator"])
def test_a_hidden_contact_and_the_numbers_are_in_no_page_of_an_outsider(
    people: People, firm: Organisation, who: str
) -> None:
    new = person("baru", "Orang Baru", confirmed_at=None)
    moderator = person("mod", "Moderator", offices=("moderator",))
    reader = {"visitor": None, "new": new, "moderator": moderator}.get(who, getattr(people, who, None))
    html = source(firm, reader)
    assert firm.name in html
    assert [one for one in (*SHOWN_AS, *NUMBERS.values()) if one in html] == []


@pytest.mark.parametrize(
    ("who", "sees_contact", "sees_numbers"),
    [("bayu", True, True), ("putri", True, True), ("ratna", True, True), ("sunarti", True, False)],
)
def test_its_own_people_and_staff_see_them(
    people: People, firm: Organisation, who: str, sees_contact: bool, sees_numbers: bool
) -> None:
    html = signed_in(getattr(people, who)).get(firm.get_absolute_url()).content.decode()
    assert ("Sari Wulandari" in html, NUMBERS["nib"] in html, NUMBERS["npwp"] in html) == (
        sees_contact,
        sees_numbers,
        sees_numbers,
    )


def test_what_is_shown_stands_on_the_page_and_for_machines(people: People, firm: Organisation) -> None:
    html = Client().get(firm.get_absolute_url()).content.decode()
    for text in (FACTS["about"], FACTS["vision"], FACTS["mission"], *FACTS["links"], "mailto:halo@air.example"):
        assert text in html
    data = linked(html)
    assert (data["@type"], data["name"], data["email"], data["telephone"]) == (
        "Organization",
        firm.name,
        "halo@air.example",
        "+622178901234",
    )
    assert data["sameAs"] == ["https://air.example", "https://instagram.com/air"]
    assert "contactPoint" not in data
    edit_organisation(organisation=firm, by=people.bayu, areas=(), themes=(), contact_is_public=True)
    html = Client().get(firm.get_absolute_url()).content.decode()
    assert "Sari Wulandari" in html
    assert linked(html)["contactPoint"] == {
        "@type": "ContactPoint",
        "name": "Sari Wulandari",
        "contactType": "Humas",
        "email": "sari@rahasia.example",
        "telephone": "+6281234567890",
    }
    assert NUMBERS["nib"] not in html


@pytest.mark.parametrize("who", ["bayu", "putri"])
def test_machines_read_the_same_whoever_asks(people: People, firm: Organisation, who: str) -> None:
    browsers = (Client(), signed_in(getattr(people, who)))
    pages = [browser.get(firm.get_absolute_url()).content.decode() for browser in browsers]
    assert linked(pages[0]) == linked(pages[1])


def test_no_text_closes_what_machines_read(people: People, firm: Organisation) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    edit_organisation(organisation=firm, by=people.bayu, areas=(), themes=(), about=evil)
    html = Client().get(firm.get_absolute_url()).content.decode()
    assert linked(html)["description"] == evil
    assert "<script>alert(1)" not in html


def test_one_that_waits_tells_machines_nothing(people: People) -> None:
    waits = submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private")
    assert "ld+json" not in signed_in(people.rizky).get(waits.get_absolute_url()).content.decode()


NEW_TEXTS = {
    "vision": "Visi baru kami.",
    "mission": "Misi baru kami.",
    "links": "https://air.example/lain",
    "contact_name": "Bapak Dullah",
    "contact_email": "dullah@air.example",
    "parent": "Warung Bu Narti",
    "nib": "9876543210987",
    "npwp": "987654321098765",
}


@pytest.mark.parametrize(("field", "text"), NEW_TEXTS.items())
def test_whoever_saves_second_sees_both_and_overwrites_nothing(
    people: People, firm: Organisation, field: str, text: str
) -> None:
    path = f"/direktori/{firm.pk}/ubah/"
    manager, staff = signed_in(people.bayu), signed_in(people.putri)
    form = manager.get(path).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name not in ("areas", "themes", "once")}
    typed.pop("contact_is_public")
    assert staff.post(path, typed | {"name": firm.name, "sector": "private", field: text}).status_code == 303
    late = manager.post(path, typed | {"about": "Dari kami."})
    html = late.content.decode()
    assert late.status_code == 409
    assert text in html
    assert "Dari kami." in html
    assert Organisation.objects.get(pk=firm.pk).about == FACTS["about"]
    again = {name: late.context["form"][name].value() or "" for name in typed}
    assert manager.post(path, again).status_code == 303


@pytest.mark.parametrize(
    ("npwp", "kept"),
    [("", ""), ("01.234.567.8-901.234", "012345678901234"), ("0123 4567 8901 2345", "0123456789012345")],
)
def test_an_npwp_has_its_digits(people: People, firm: Organisation, npwp: str, kept: str) -> None:
    path = f"/direktori/{firm.pk}/ubah/"
    assert signed_in(people.bayu).post(path, {"about": "Air.", "npwp": npwp}).status_code == 303
    assert Organisation.objects.get(pk=firm.pk).npwp == kept


@pytest.mark.parametrize("npwp", ["1234", "12345678901234567", "NPWP123456789012"])
def test_another_npwp_is_said_and_kept(people: People, firm: Organisation, npwp: str) -> None:
    answer = signed_in(people.bayu).post(f"/direktori/{firm.pk}/ubah/", {"about": "Air.", "npwp": npwp})
    assert answer.status_code == 422
    assert "15 atau 16 angka" in answer.content.decode()
    assert npwp in answer.content.decode()


@pytest.mark.parametrize("facts", [{"nib": "123"}, {"nib": "12345678901 3"}, {"npwp": "1" * 14}, {"npwp": "a" * 15}])
def test_the_database_refuses_other_numbers(people: People, firm: Organisation, facts: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=firm.pk).update(**facts)


@pytest.mark.parametrize("field", ["about", "vision", "mission", "contact_name", "contact_title", "parent"])
def test_sixteen_digits_are_in_no_text_of_a_profile(people: People, firm: Organisation, field: str) -> None:
    answer = signed_in(people.bayu).post(f"/direktori/{firm.pk}/ubah/", {field: "Bu Sari 3174 0912 0345 0001"})
    assert answer.status_code == 422
    assert "Ada 16 angka berurutan" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("javascript:alert(1)", "Tulis alamat lengkap"),
        ("entah", "Tulis alamat lengkap"),
        ("\n".join(f"a{n}.id" for n in range(6)), "Paling banyak 5"),
    ],
)
def test_links_lead_to_pages_only(people: People, firm: Organisation, typed: str, said: str) -> None:
    answer = signed_in(people.bayu).post(f"/direktori/{firm.pk}/ubah/", {"links": typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("who", ["visitor", "sunarti", "tukimin", "dewi"])
def test_others_edit_nothing(people: People, firm: Organisation, who: str) -> None:
    browser = Client() if who == "visitor" else signed_in(getattr(people, who))
    for path in ("ubah/", "logo/", "logo/hapus/"):
        assert browser.post(f"/direktori/{firm.pk}/{path}", {"vision": "Milik kami."}).status_code == 403
    assert Organisation.objects.get(pk=firm.pk).vision == FACTS["vision"]


def test_people_are_shown_who_chose_to_be(people: People, firm: Organisation) -> None:
    people.bayu.is_listed = True
    people.bayu.save()
    html = Client().get(firm.get_absolute_url()).content.decode()
    assert people.bayu.name in html
    assert people.sunarti.name not in html


def test_the_last_activity_is_what_the_reader_may_know_of(
    people: People, town: Town, firm: Organisation, private_project: Project
) -> None:
    partner(people, private_project, firm)
    before = Client().get(firm.get_absolute_url()).context["profile"].last_active_at
    post_status(project=private_project, author=people.bayu, acting_as=firm, condition="on_track", note="Baik.")
    assert Client().get(firm.get_absolute_url()).context["profile"].last_active_at == before
    seen = signed_in(people.bayu).get(firm.get_absolute_url()).context["profile"].last_active_at
    assert before is None or seen > before


@pytest.mark.parametrize("who", ["visitor", "bayu", "putri"])
def test_the_page_asks_the_same_however_much_there_is(people: People, firm: Organisation, who: str) -> None:
    browser = Client() if who == "visitor" else signed_in(getattr(people, who))

    few = statements(browser, firm.get_absolute_url())
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    for n in range(8):
        listed = person(f"orang{n}", f"Orang {n}", is_listed=True)
        join(organisation=firm, person=listed, role="representative")
        part = register_organisation(by=people.ratna, name=f"Cabang {n}", sector="private", kind="perusahaan")
        edit_organisation(organisation=part, by=people.ratna, areas=(), themes=(), parent=firm)
        firm.areas.add(Area.objects.get_or_create(level="rw", number=20 + n, parent=kelurahan)[0])
    assert statements(browser, firm.get_absolute_url()) == few


def test_its_card_for_an_address_book_is_offered_where_there_is_a_contact(people: People, firm: Organisation) -> None:
    path = f"/direktori/{firm.pk}/kontak.vcf"
    Organisation.objects.filter(pk=firm.pk).update(email="halo@sumberair.example")
    assert path in Client().get(firm.get_absolute_url()).content.decode()
    Organisation.objects.filter(pk=firm.pk).update(
        email="", phone="", website="", links=[], contact_name="Bayu", contact_is_public=False
    )
    for browser in (Client(), signed_in(people.bayu)):
        assert path not in browser.get(firm.get_absolute_url()).content.decode()
