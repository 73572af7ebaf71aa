"""Pages of the meetings: who sees what, in how many statements, and that reading writes nothing."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from commons.calendar import today
from meetings.actions import answer_meeting, cancel_meeting, invite_to_meeting
from meetings.models import Meeting
from meetings.queries import panel_of_organisation, panel_of_project, waiting_meetings
from notifications.undone import undone
from projects.actions import end_partnership, invite_partner
from projects.models import Project
from stakeholders.actions import register_organisation, suspend_organisation
from tests.asking import statements
from tests.meetings.conftest import SARI, call, call_again, in_days
from tests.people import People, person, signed_in
from tests.town import Town

pytestmark = pytest.mark.usefixtures("ordinary_days")
TOMORROW = {"day": "", "starts": "19.30", "ends": "21:00", "zone": "Asia/Jakarta"}


def form(cast: People, town: Town, **typed: Any) -> dict[str, Any]:
    day = today() + timedelta(days=5)
    return {
        **TOMORROW,
        "day": day.strftime("%d/%m/%Y"),
        "title": "Rapat kerja bakti",
        "host": town.rw03.pk,
        "chair": cast.putri.pk,
        "visibility": "public",
        "place": "Pos RW 03",
        **typed,
    }


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def people_of(n: int) -> list[Any]:
    return [person(f"warga-{n}-{k}", f"Warga {n} {k}") for k in range(n)]


# Reading


def test_a_page_without_any_form_can_still_say_how_far_it_was_read(people: People, meeting: Meeting) -> None:
    """There was no token to say so with: nothing was marked, and the browser complained."""
    Meeting.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))
    html = page(signed_in(people.rizky), meeting.get_absolute_url())
    assert ("read-position" in html, 'name="csrfmiddlewaretoken"' in html) == (True, True)


@pytest.mark.parametrize("who", ["visitor", "invited", "staff"])
def test_the_page_asks_ten_statements_at_most_however_many_are_invited(
    people: People, town: Town, meeting: Meeting, who: str
) -> None:
    browser = {"visitor": Client(), "invited": signed_in(people.bayu), "staff": signed_in(people.putri)}[who]
    few = statements(browser, meeting.get_absolute_url())
    invite_to_meeting(
        meeting=meeting, by=people.putri, organisations=[town.ngo, town.shop, town.youth], people=people_of(9)
    )
    answer_meeting(invitee=meeting.invitees.get(organisation=town.ngo), by=people.dewi, answer="yes")
    assert statements(browser, meeting.get_absolute_url()) == few <= 10


@pytest.mark.parametrize("who", ["visitor", "member", "staff"])
def test_the_agenda_asks_eight_statements_at_most_however_many_meetings(people: People, town: Town, who: str) -> None:
    call(people, town, people=[people.sunarti])
    browser = {"visitor": Client(), "member": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    few = statements(browser, "/agenda/")
    for n in range(25):
        call(people, town, title=f"Rapat ke-{n}", starts_at=in_days(n + 1), people=[people.sunarti])
    assert statements(browser, "/agenda/") == few <= 8


def test_the_agenda_pages_by_key_and_loses_nothing(people: People, town: Town) -> None:
    at = in_days(3)
    for n in range(45):
        call(people, town, title=f"Rapat ke-{n:02}", starts_at=at if n % 2 else in_days(n + 1))
    seen: list[str] = []
    path = "/agenda/"
    while path:
        answer = Client().get(path)
        seen += [row.title for row in answer.context["rows"]]
        path = answer.context["page"].following
    assert len(seen) == len(set(seen)) == 45


def test_the_agenda_tells_what_comes_what_was_and_what_one_answered(people: People, town: Town) -> None:
    soon, far = call(people, town, title="Rapat esok", starts_at=in_days(1)), call(people, town, title="Rapat jauh")
    past = call(people, town, title="Rapat lampau")
    Meeting.objects.filter(pk=past.pk).update(starts_at=in_days(-2), ends_at=in_days(-1))
    answer_meeting(invitee=soon.invitees.get(person=people.tukimin), by=people.tukimin, answer="maybe")
    cancel_meeting(meeting=far, by=people.putri, reason="Tidak jadi.")
    answer = signed_in(people.tukimin).get("/agenda/")
    html = answer.content.decode()
    assert html.index("Rapat esok") < html.index("Rapat jauh")
    assert "Rapat lampau" not in [row.title for row in answer.context["rows"]]
    assert "Nanti" in html
    assert re.search(r"Belum pasti", html)
    assert "Dibatalkan" in html
    for nonsense in ("?waktu=%27", "?setelah=!!", "?waktu=lewat&sebelum=x"):
        page(Client(), f"/agenda/{nonsense}")
    assert "Rapat lampau" in page(Client(), "/agenda/?waktu=lewat")


def test_o5_m10_a_private_meeting_is_unknown_to_others_on_every_page(
    people: People, town: Town, private_meeting: Meeting
) -> None:
    paths = (private_meeting.get_absolute_url(), f"/agenda/{private_meeting.pk}/", private_meeting.people_url())
    for browser in (Client(), signed_in(people.dewi), signed_in(people.rizky)):
        for path in (*paths, f"/agenda/{private_meeting.pk}/hadir/", f"/agenda/{private_meeting.pk}/batalkan/"):
            assert browser.get(path).status_code == 404, path
        for path in ("/agenda/", "/agenda/?waktu=lewat", "/", town.rw03.get_absolute_url()):
            assert "Rapat tertutup" not in browser.get(path, follow=True).content.decode()
    for one in (people.bayu, people.sunarti, people.tukimin, people.putri, people.ratna):
        assert "Rapat tertutup" in page(signed_in(one), private_meeting.get_absolute_url())
        assert "Rapat tertutup" in page(signed_in(one), "/agenda/")


def test_names_are_for_those_who_may_and_numbers_for_everybody(people: People, town: Town, meeting: Meeting) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    path = meeting.get_absolute_url()
    for browser in (Client(), signed_in(people.dewi)):
        html = page(browser, path)
        assert "Sunarti" not in html
        assert "PT Sumber Air" not in html
        assert re.search(r"Akan hadir</dt><dd>1</dd>", html)
        assert browser.get(meeting.people_url()).status_code in (302, 403)
    html = page(signed_in(people.bayu), meeting.people_url())
    assert ("Sunarti" in html, "Sari Wulandari" in html, "PT Sumber Air" in html) == (True, True, True)
    assert SARI.email not in html


def test_where_to_join_online_is_for_the_invited(people: People, town: Town) -> None:
    meeting = call(people, town, place="", online_url="https://rapat.contoh.example/air", people=[people.sunarti])
    assert "rapat.contoh.example" not in page(Client(), meeting.get_absolute_url())
    assert "rapat.contoh.example" in page(signed_in(people.sunarti), meeting.get_absolute_url())


def test_the_times_of_a_page_are_the_readers_and_the_place_names_its_own(people: People, town: Town) -> None:
    meeting = call(people, town, zone="Asia/Jayapura")
    html = page(Client(), meeting.get_absolute_url())
    assert re.search(r"WIB</time>", html)
    assert re.search(r"Jam di tempat rapat: .* WIT", html)


def test_a_wrong_or_missing_slug_is_corrected(meeting: Meeting) -> None:
    for wrong in (f"/agenda/{meeting.pk}-salah/", f"/agenda/{meeting.pk}/"):
        answer = Client().get(wrong)
        assert (answer.status_code, answer["Location"]) == (301, meeting.get_absolute_url())


# Calling


def test_staff_call_a_meeting_with_all_kinds_of_guests_in_one_form(people: People, town: Town) -> None:
    browser = signed_in(people.putri)
    typed = form(
        people, town, organisations=[town.firm.pk, town.ngo.pk], people=[people.sunarti.pk],
        guests="Sari Wulandari <sari@warga.example>\n\njoko@warga.example\nJOKO@warga.example",
    )  # fmt: skip
    assert browser.get("/agenda/baru/").status_code == 200
    answer = browser.post("/agenda/baru/", typed)
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, meeting.get_absolute_url())
    assert meeting.invitees.count() == 6
    assert timezone.localtime(meeting.starts_at).strftime("%H.%M") == "19.30"
    assert (meeting.ends_at - meeting.starts_at) == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts": "jam tujuh"}, "Tulis jam seperti 19.30."),
        ({"starts": "25.00"}, "Tulis jam seperti 19.30."),
        ({"ends": "19.30"}, "Jam selesai harus sesudah jam mulai"),
        ({"day": "31/02/2027"}, "Tulis tanggal seperti"),
        ({"day": "01/01/2020"}, "Waktu ini sudah lewat."),
        ({"place": ""}, "Isi tempat, tautan daring, atau keduanya."),
        ({"online_url": "bukan tautan"}, "Tulis tautan lengkap"),
        ({"guests": "sari@warga.example\nbukan alamat"}, "Baris 2 bukan alamat surel."),
        ({"guests": "\n".join(f"a{n}@b.example" for n in range(51))}, "Paling banyak 50 alamat"),
        ({"title": "R"}, "Tulis paling sedikit 5 huruf."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    people: People, town: Town, typed: dict[str, Any], said: str
) -> None:
    answer = signed_in(people.putri).post("/agenda/baru/", form(people, town, **typed))
    html = answer.content.decode()
    assert (answer.status_code, said in html) == (422, True)
    assert "Pos RW 03" in html or typed.get("place") == ""
    assert not Meeting.objects.exists()


def test_only_the_office_calls_a_meeting_of_its_own(people: People, town: Town) -> None:
    for who in (people.tukimin, people.bayu):
        assert signed_in(who).get("/agenda/baru/").status_code == 403
        assert signed_in(who).post("/agenda/baru/", form(people, town)).status_code == 403
    assert Client().get("/agenda/baru/")["Location"].startswith("/masuk/?next=")
    assert not Meeting.objects.exists()


def test_the_coordinator_calls_a_projects_meeting_from_its_page(people: People, town: Town, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(coordinator=people.dewi)
    path = f"/proyek/{project.pk}/rapat/baru/"
    assert path in page(signed_in(people.dewi), project.get_absolute_url())
    assert path not in page(signed_in(people.bayu), project.get_absolute_url())
    assert signed_in(people.bayu).post(path, form(people, town)).status_code == 403
    assert signed_in(people.dewi).post(path, form(people, town, chair=people.dewi.pk)).status_code == 303
    meeting = Meeting.objects.get()
    assert (meeting.project, meeting.audience) == (project, project.audience)
    assert "Rapat kerja bakti" in page(Client(), project.get_absolute_url())
    assert "Rapat kerja bakti" in page(Client(), town.rw03.get_absolute_url())


def test_a_private_projects_form_offers_those_who_may_see_it(
    people: People, town: Town, private_project: Project
) -> None:
    html = page(signed_in(people.putri), f"/proyek/{private_project.pk}/rapat/baru/")
    offered = html[html.index("Undang organisasi") :]
    assert ("Karang Taruna Pelita" in offered, "LSM Kali Bersih" in offered) == (True, False)


# Answering and changing


def test_three_buttons_answer_and_show_what_was_answered(people: People, town: Town, meeting: Meeting) -> None:
    browser, path = signed_in(people.bayu), meeting.get_absolute_url()
    ours = meeting.invitees.get(organisation=town.firm)
    assert 'value="maybe"' in page(browser, path)
    assert 'value="maybe"' not in page(signed_in(people.dewi), path)
    answer = browser.post(f"/agenda/{meeting.pk}/hadir/", {"invitee": ours.pk, "answer": "maybe", "note": "Satu orang"})
    assert (answer.status_code, answer["Location"]) == (303, path)
    assert re.search(r'value="maybe" aria-pressed="true"', page(browser, path))
    theirs = meeting.invitees.get(person=people.sunarti)
    assert browser.post(f"/agenda/{meeting.pk}/hadir/", {"invitee": theirs.pk, "answer": "no"}).status_code == 422
    assert signed_in(people.dewi).post(f"/agenda/{meeting.pk}/hadir/", {"answer": "yes"}).status_code == 403
    theirs.refresh_from_db()
    assert theirs.answer == ""


def test_moving_and_cancelling_by_their_forms(people: People, town: Town, meeting: Meeting) -> None:
    chair, path = signed_in(people.tukimin), f"/agenda/{meeting.pk}/"
    html = page(chair, f"{path}ubah/")
    assert f'value="{timezone.localtime(meeting.starts_at):%H.%M}"' in html
    day = (today() + timedelta(days=12)).isoformat()
    typed = {"day": day, "starts": "20.00", "ends": "21.00", "zone": "Asia/Jakarta", "place": "Balai RW 05"}
    for stranger in (people.sunarti, people.dewi):
        assert signed_in(stranger).post(f"{path}ubah/", typed).status_code == 403
        assert signed_in(stranger).post(f"{path}batalkan/", {"reason": "Tidak jadi."}).status_code == 403
    assert chair.post(f"{path}ubah/", typed).status_code == 303
    assert "Semula " in page(Client(), meeting.get_absolute_url())
    assert chair.post(f"{path}batalkan/", {"reason": "x"}).status_code == 422
    assert chair.post(f"{path}batalkan/", {"reason": "Hujan deras."}).status_code == 303
    assert "Hujan deras." in page(Client(), meeting.get_absolute_url())
    assert chair.get(f"{path}ubah/").status_code == 403


def test_while_a_meeting_runs_its_place_is_corrected_and_its_beginning_stays(
    people: People, town: Town, meeting: Meeting
) -> None:
    """The link turns out to be broken when everybody tries it."""
    begun = datetime.fromisoformat("2027-03-03T10:00:00+07:00")
    Meeting.objects.update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    path = f"/agenda/{meeting.pk}/ubah/"
    typed = {"day": "03/03/2027", "starts": "10.00", "ends": "12.00", "zone": "Asia/Jakarta", "place": "Balai RW 03"}
    online = "https://rapat.contoh.example/baru"
    with time_machine.travel(begun + timedelta(minutes=30), tick=False):
        chair = signed_in(people.tukimin)
        for wrong, said in (({"starts": "09.30"}, "Waktu ini sudah lewat."), ({"ends": "10.15"}, "Jam selesai ini")):
            answer = chair.post(path, typed | wrong)
            assert (answer.status_code, said in answer.content.decode()) == (422, True), wrong
        assert chair.post(path, typed | {"online_url": online, "ends": "12.30"}).status_code == 303
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.online_url) == (begun, online)
    assert meeting.ends_at == begun + timedelta(hours=2, minutes=30)


def test_more_are_invited_and_one_is_asked_no_more(people: People, town: Town, meeting: Meeting) -> None:
    browser = signed_in(people.tukimin)
    html = page(browser, f"{meeting.people_url()}tambah/")
    assert ("LSM Kali Bersih" in html, "PT Sumber Air" in html) == (True, False)
    assert browser.post(f"{meeting.people_url()}tambah/", {}).status_code == 422
    assert browser.post(f"{meeting.people_url()}tambah/", {"organisations": [town.ngo.pk]}).status_code == 303
    remove = f"{meeting.people_url()}{meeting.invitees.get(organisation=town.ngo).pk}/cabut/"
    assert signed_in(people.bayu).post(remove).status_code == 403
    assert "Tarik undangan untuk LSM Kali Bersih?" in page(browser, remove)
    assert browser.post(remove).status_code == 303
    assert not meeting.invitees.filter(organisation=town.ngo).exists()


def test_o7_an_invitation_of_another_meeting_is_not_found_under_this_one(
    people: People, town: Town, meeting: Meeting, private_meeting: Meeting
) -> None:
    foreign = private_meeting.invitees.get(person=people.sunarti)
    assert signed_in(people.putri).get(f"{meeting.people_url()}{foreign.pk}/cabut/").status_code == 404


def test_f4_a_form_sent_twice_calls_one_meeting(people: People, town: Town) -> None:
    browser, typed = signed_in(people.putri), form(people, town, once="kunci-sekali-pakai")
    answers = [browser.post("/agenda/baru/", typed)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Meeting.objects.count() == 1


# Waiting


def waits(*people: Any) -> set[tuple[int, int]]:
    return {(row.person_id, row.object_id) for row in waiting_meetings(timezone.now(), [one.pk for one in people])}


def test_an_invitation_waits_until_it_is_answered_or_answering_is_over(
    people: People, town: Town, meeting: Meeting
) -> None:
    ours, mine = meeting.invitees.get(organisation=town.firm), meeting.invitees.get(person=people.sunarti)
    everybody = (people.bayu, people.sunarti, people.dewi)
    assert waits(*everybody) == {(people.bayu.pk, ours.pk), (people.sunarti.pk, mine.pk)}
    assert waits(people.sunarti) == {(people.sunarti.pk, mine.pk)}
    answer_meeting(invitee=ours, by=people.bayu, answer="no")
    assert waits(*everybody) == {(people.sunarti.pk, mine.pk)}
    cancel_meeting(meeting=meeting, by=people.putri, reason="Tidak jadi.")
    assert waits(*everybody) == set()


def test_o2_nothing_waits_for_those_who_may_see_the_meeting_no_more(
    people: People, town: Town, private_project: Project
) -> None:
    partnership = invite_partner(project=private_project, organisation=town.firm, by=people.putri, role="supporter")
    call(people, town, chair=people.putri, project=private_project, organisations=[town.firm])
    assert waits(people.bayu)
    end_partnership(partnership=partnership, by=people.putri)
    assert not waits(people.bayu)


def test_o2_nor_for_an_organisation_that_was_suspended(people: People, town: Town, private_meeting: Meeting) -> None:
    assert waits(people.bayu)
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert not waits(people.bayu)


def test_many_wait_by_one_statement(
    people: People, town: Town, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        made = register_organisation(by=people.ratna, name=f"Organisasi {n}", sector="community")
        invite_to_meeting(meeting=meeting, by=people.putri, organisations=[made])
    with django_assert_num_queries(1):
        waits(people.bayu, people.sunarti, people.tukimin)


def test_the_desk_tells_of_a_meeting_once_with_all_whose_answer_is_missing(people: People, meeting: Meeting) -> None:
    told = undone(people.putri, waiting_meetings(timezone.now(), [people.bayu.pk, people.sunarti.pk]))
    assert [(one.url, set(one.people)) for one in told] == [
        (meeting.get_absolute_url(), {people.bayu.name, people.sunarti.name})
    ]


def test_the_panels_show_what_comes_next_and_one_of_each_series(people: People, town: Town, project: Project) -> None:
    """A year of Fridays would fill them with meetings that are far, and hide the one that is near."""
    call(people, town, title="Rapat tahun depan", project=project, starts_at=in_days(200))
    call(people, town, title="Rapat lama", project=project, starts_at=in_days(3))
    Meeting.objects.filter(title="Rapat lama").update(starts_at=in_days(-3), ends_at=in_days(-3, 2))
    call(people, town, title="Rapat besok", project=project, starts_at=in_days(1))
    call_again(people, town, title="Tiap pekan", project=project)
    wanted = ["Rapat besok", "Tiap pekan", "Rapat tahun depan", "Rapat lama"]
    of_project, of_host = panel_of_project(project, people.putri), panel_of_organisation(town.rw03, people.putri)
    assert of_project is not None
    assert of_host is not None
    assert [row.title for row in of_project["rows"]] == wanted
    assert [row.title for row in of_host["rows"]] == wanted
