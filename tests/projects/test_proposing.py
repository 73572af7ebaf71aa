"""The four steps of a proposal, and what staff begin a project with."""

import pytest
from django.test import Client

from commons.models import Area, Draft
from projects.actions import add_milestone
from projects.models import Project, ProjectTemplate, Proposal
from tests.asking import statements
from tests.people import People, signed_in
from tests.projects.life import proposed
from tests.town import Town

WHAT, WHO, WHEN, CHECK = (f"/proyek/usulkan/{step}" for step in ("", "siapa/", "kapan/", "periksa/"))
TITLE = "Taman baca RW 05"
SUMMARY = "Anak-anak butuh tempat membaca yang dekat."


@pytest.fixture
def rw() -> Area:
    kelurahan = Area.objects.create(level="kelurahan", name="Tanjung Barat")
    return Area.objects.create(level="rw", number=5, parent=kelurahan)


def test_four_steps_are_kept_as_drafts_and_sent_together(people: People, town: Town, rw: Area) -> None:
    browser = signed_in(people.bayu)
    answer = browser.post(WHAT, {"title": TITLE, "summary": SUMMARY, "areas": [rw.pk]})
    assert (answer.status_code, answer["Location"]) == (303, WHO)
    answer = browser.post(WHO, {"lead": town.firm.pk, "hoped_for": "PKK RW 05", "visibility": "public"})
    assert answer["Location"] == WHEN
    assert Draft.objects.filter(person=people.bayu).count() == 2
    assert not Project.objects.exists()
    again = signed_in(people.bayu)  # another day, another device
    assert again.get(f"{WHAT}?draf=lanjut").context["form"]["title"].value() == TITLE
    answer = again.post(WHEN, {"budget_idr": "12.500.000", "rhythm_days": "30", "starts_on": "2027-01-10"})
    assert answer["Location"] == CHECK
    page = again.get(CHECK).content.decode()
    for text in (TITLE, "RW 05", "PT Sumber Air", "PKK RW 05", "12.500.000", "10 Januari 2027"):
        assert text in page
    sent = again.post(CHECK)
    proposal = Proposal.objects.get()
    assert sent["Location"] == proposal.get_absolute_url()
    assert (proposal.acting_as, proposal.project.budget_idr) == (town.firm, 12_500_000)
    assert list(proposal.project.areas.all()) == [rw]
    assert not Draft.objects.exists()
    page = again.get(proposal.get_absolute_url()).content.decode()
    assert proposal.reference in page
    assert "menjawab paling lambat" in page


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        (WHAT, {"title": "Ta", "summary": SUMMARY}, "paling sedikit 5 huruf"),
        (WHO, {"lead": "999999", "visibility": "public"}, "Pilih organisasi yang Anda wakili"),
        (WHEN, {"starts_on": "2027-02-01", "due_on": "2027-01-01", "rhythm_days": "30"}, "tidak boleh sebelum"),
        (WHEN, {"budget_idr": "1.000.000,50", "rhythm_days": "30"}, "rupiah bulat"),
        (WHEN, {"budget_idr": "1_000", "rhythm_days": "30"}, "Tulis jumlahnya"),
        (WHEN, {"budget_idr": "1000000000000001", "rhythm_days": "30"}, "terlalu besar"),
        (WHEN, {"budget_idr": "-5", "rhythm_days": "30"}, "tidak boleh kurang"),
        (WHEN, {"budget_idr": "١٠٠٠", "rhythm_days": "30"}, "Tulis jumlahnya"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_typed(
    people: People, town: Town, step: str, typed: dict[str, str], said: str
) -> None:
    browser = signed_in(people.bayu)
    browser.post(WHAT, {"title": TITLE, "summary": SUMMARY})
    browser.post(WHO, {"lead": town.firm.pk, "visibility": "public"})
    answer = browser.post(step, typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert all(value in text for name, value in typed.items() if name not in ("lead", "starts_on", "due_on"))


def test_going_back_loses_nothing_and_nobody_jumps_ahead(people: People, town: Town) -> None:
    browser = signed_in(people.bayu)
    assert browser.get(CHECK)["Location"].startswith(WHAT)
    assert browser.get(WHEN)["Location"].startswith(WHAT)
    browser.post(WHAT, {"title": TITLE, "summary": SUMMARY})
    answer = browser.post(WHO, {"hoped_for": "Sekolah", "kembali": "1"})
    assert answer["Location"] == f"{WHAT}?draf=lanjut"
    assert browser.get(f"{WHO}?draf=lanjut").context["form"]["hoped_for"].value() == "Sekolah"


def test_a_visitor_is_asked_to_sign_in_and_a_member_proposes(people: People, town: Town) -> None:
    assert signed_in(people.sunarti).get(WHAT).status_code == 200
    assert signed_in(people.sunarti).get("/proyek/baru/").status_code == 403
    assert Client().get(WHAT)["Location"].startswith("/masuk/")


def test_similar_projects_are_shown_to_those_who_may_see_them(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    browser = signed_in(people.sunarti)
    assert project.title in browser.get("/proyek/usulkan/mirip/?title=Bank sampah RW 04").content.decode()
    assert private_project.title not in browser.get("/proyek/usulkan/mirip/?title=Rahasia Mawar").content.decode()
    assert statements(browser, "/proyek/usulkan/mirip/?title=Bank sampah") <= 8


def test_similar_ones_warn_on_the_last_page_and_do_not_block(people: People, town: Town, project: Project) -> None:
    browser = signed_in(people.bayu)
    browser.post(WHAT, {"title": project.title, "summary": SUMMARY})
    browser.post(WHO, {"lead": town.firm.pk, "visibility": "public"})
    browser.post(WHEN, {"rhythm_days": "30"})
    assert "Sudah ada yang mirip" in browser.get(CHECK).content.decode()
    assert browser.post(CHECK).status_code == 303
    assert Project.objects.filter(title=project.title).count() == 2


def test_staff_begin_with_a_copy_of_a_project(people: People, town: Town, project: Project) -> None:
    add_milestone(project=project, by=people.putri, title="Lahan siap")
    office = signed_in(people.ratna)
    form = office.get(f"/proyek/baru/?dari=p{project.pk}").context["form"]
    assert form["title"].value() == "Bank sampah RW 03 (salinan)"
    assert form["milestones"].value() == "Lahan siap"
    typed = {
        "title": "Bank sampah RW 04",
        "lead": town.youth.pk,
        "coordinator": people.putri.pk,
        "visibility": "public",
        "rhythm_days": "14",
        "milestones": "Lahan siap\n\nTong terpasang",
    }
    assert office.post("/proyek/baru/", typed).status_code == 303
    made = Project.objects.latest("pk")
    assert (made.stage, list(made.milestones.values_list("title", flat=True))) == (
        "approved",
        ["Lahan siap", "Tong terpasang"],
    )


def test_a_copy_shows_nothing_that_one_may_not_see(people: People, town: Town, private_project: Project) -> None:
    for chosen in (f"p{private_project.pk}", "p9" * 12, "x1", "c999999", "p1; DROP"):
        form = signed_in(people.tukimin if chosen == "x1" else people.putri).get("/proyek/baru/", {"dari": chosen})
        assert form.status_code in (200, 403)
    hidden = signed_in(people.ratna).get(f"/proyek/baru/?dari=p{private_project.pk}").context["form"]
    assert hidden["title"].value() == "Rahasia Mawar (salinan)"


def test_staff_keep_the_templates_and_others_do_not(people: People, town: Town) -> None:
    office = signed_in(people.putri)
    assert "Bank sampah RW" in office.get("/proyek/contoh/").content.decode()
    typed = {"name": "Senam pagi", "title": "Senam pagi RW …", "rhythm_days": "7", "is_active": "on"}
    assert office.post("/proyek/contoh/baru/", typed | {"milestones": "Instruktur siap"}).status_code == 303
    made = ProjectTemplate.objects.get(name="Senam pagi")
    assert office.post("/proyek/contoh/baru/", typed | {"name": "SENAM PAGI"}).status_code == 422
    form = office.get(f"/proyek/baru/?dari=c{made.pk}").context["form"]
    assert (form["title"].value(), form["milestones"].value()) == ("Senam pagi RW …", "Instruktur siap")
    edit = f"/proyek/contoh/{made.pk}/ubah/"
    assert office.post(edit, {"name": "Senam", "title": "Senam RW …", "rhythm_days": "7"}).status_code == 303
    made.refresh_from_db()
    assert (made.name, made.is_active) == ("Senam", False)
    assert "Senam" not in str(office.get("/proyek/baru/").context["to_copy"])
    for path in ("/proyek/contoh/", "/proyek/contoh/baru/", edit):
        assert signed_in(people.bayu).get(path).status_code == 403


def test_the_pages_of_a_life_ask_ten_statements_at_most(people: People, town: Town) -> None:
    proposal = proposed(people.bayu, town.firm)
    browser = signed_in(people.bayu)
    for path in (proposal.project.get_absolute_url(), proposal.get_absolute_url(), f"/proyek/{proposal.pk}/riwayat/"):
        assert statements(browser, path) <= 10, path
