"""Who heads the RW and its RT: kept by staff, one holder a day, shown to those who live there."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import leaving
from commons.access import Refused
from commons.calendar import at, today
from commons.models import Area
from stakeholders.actions import enter_office_term, register_organisation
from stakeholders.models import OfficeTerm
from stakeholders.queries import offices_card
from tests.people import People, signed_in

LIST = "/direktori/pengurus/"
DURING = at(date(2026, 12, 2), 9)  # the terms of these tests end with 2028


@pytest.fixture
def areas(db: None) -> dict[str, Area]:
    whole = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = {f"rw{n}": Area.objects.get_or_create(level="rw", number=n, parent=whole)[0] for n in (3, 5)}
    rt = Area.objects.get_or_create(level="rt", number=2, parent=rw["rw3"])[0]
    return {"whole": whole, "rt2": rt} | rw


def term(people: People, area: Area, **facts: Any) -> OfficeTerm:
    return enter_office_term(
        by=people.putri,
        **{
            "area": area,
            "office": "head",
            "person": None,
            "name": "Bapak Sarwono",
            "decree": "12/2024",
            "since_on": date(2024, 1, 1),
            "until_on": date(2028, 12, 31),
        }
        | facts,
    )


def typed(area: Area, **facts: str) -> dict[str, Any]:
    known = {"office": "head", "name": "Bapak Sarwono", "decree": "12/2024", "since_on": "01/01/2024"}
    return known | {"area": area.pk, "until_on": "31/12/2028"} | facts


def test_staff_enter_a_term_with_a_name_or_an_account(people: People, areas: dict[str, Area]) -> None:
    staff = signed_in(people.putri)
    assert staff.post(f"{LIST}baru/", typed(areas["rw3"]))["Location"] == LIST
    assert staff.post(f"{LIST}baru/", typed(areas["rw5"], name="", person="@tukimin")).status_code == 303
    held = {str(one.area): (one.holder, one.person) for one in OfficeTerm.objects.all()}
    assert held == {"RW\u00a003": ("Bapak Sarwono", None), "RW\u00a005": ("Tukimin", people.tukimin)}
    html = staff.get(LIST).content.decode()
    assert "Bapak Sarwono" in html
    assert "12/2024" in html


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Tulis nama pengurusnya"),
        ({"person": "@entah"}, "Tidak ada anggota dengan nama akun itu"),
        ({"until_on": "31/12/2023"}, "Tanggal selesai lebih awal"),
        ({"decree": ""}, "Bagian ini belum diisi"),
        ({"area": "0"}, ""),
        ({"since_on": "31/13/2024"}, "Tulis tanggal seperti"),
        ({"name": "Sarwono 3174091203450001"}, "Ada 16 angka berurutan"),
    ],
)
def test_what_is_wrong_is_said(people: People, areas: dict[str, Area], facts: dict[str, str], said: str) -> None:
    answer = signed_in(people.putri).post(f"{LIST}baru/", typed(areas["rw3"]) | facts)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OfficeTerm.objects.exists()


def test_the_whole_kelurahan_has_no_such_office(people: People, areas: dict[str, Area]) -> None:
    assert signed_in(people.putri).post(f"{LIST}baru/", typed(areas["whole"])).status_code == 422


OVERLAPS = [
    ((2028, 12, 31), None, True),
    ((2029, 1, 1), None, False),
    ((2020, 1, 1), (2023, 12, 31), False),
    ((2020, 1, 1), (2024, 1, 1), True),
    ((2025, 1, 1), (2026, 1, 1), True),
    ((2020, 1, 1), None, True),
]


@pytest.mark.parametrize(("since", "until", "overlaps"), OVERLAPS)
def test_one_office_has_one_holder_a_day(
    people: People, areas: dict[str, Area], since: Any, until: Any, overlaps: bool
) -> None:
    term(people, areas["rw3"])
    facts = {"since_on": date(*since), "until_on": until and date(*until), "name": "Ibu Lestari"}
    written = {name: str(day or "") for name, day in facts.items()}
    answer = signed_in(people.putri).post(f"{LIST}baru/", typed(areas["rw3"], **written))
    assert answer.status_code == (422 if overlaps else 303)
    if not overlaps:
        return
    assert "Saat itu jabatan ini dipegang Bapak Sarwono" in answer.content.decode()
    with pytest.raises(Refused, match="dipegang orang lain"):
        term(people, areas["rw3"], **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeTerm.objects.create(area=areas["rw3"], office="head", decree="1", **facts)
    term(people, areas["rw3"], **facts, office="secretary")
    term(people, areas["rt2"], **facts)


def test_a_term_is_ended_and_the_next_begins(people: People, areas: dict[str, Area]) -> None:
    first, staff = term(people, areas["rw3"], until_on=None), signed_in(people.putri)
    page = f"{LIST}{first.pk}/ubah/"
    seen = staff.get(page).context["form"]["seen"].value()
    ended = typed(areas["rw3"], until_on="30/06/2026", seen=seen)
    assert staff.post(page, ended).status_code == 303
    term(people, areas["rw3"], name="Ibu Lestari", since_on=date(2026, 7, 1), until_on=None)
    late = signed_in(people.ratna).post(page, typed(areas["rw3"], until_on="29/06/2026", seen=seen))
    assert late.status_code == 409
    again = staff.get(page).context["form"]["seen"].value()
    assert staff.post(page, typed(areas["rw3"], until_on="01/07/2026", seen=again)).status_code == 422


def test_exactly_one_holds_it(people: People, areas: dict[str, Area]) -> None:
    for facts in ({"name": ""}, {"person": people.tukimin}, {"until_on": date(2023, 1, 1)}):
        with pytest.raises((IntegrityError, Refused)), transaction.atomic():
            term(people, areas["rw3"], **facts)


@pytest.mark.parametrize("path", ["", "baru/", "{pk}/ubah/"])
def test_only_staff_keep_the_offices(people: People, areas: dict[str, Area], path: str) -> None:
    page = LIST + path.format(pk=term(people, areas["rw3"]).pk)
    assert Client().get(page)["Location"].startswith("/masuk/")
    for who in (people.tukimin, people.rizky, people.dewi):
        assert signed_in(who).get(page).status_code == 403
    assert signed_in(people.ratna).get(page).status_code == 200
    with pytest.raises(Refused):
        enter_office_term(by=people.tukimin, area=areas["rw5"], name="Saya", decree="1", since_on=today())


@time_machine.travel(DURING, tick=False)
def test_a_member_finds_the_officers_of_their_own_rw(people: People, areas: dict[str, Area]) -> None:
    term(people, areas["rw3"])
    term(people, areas["rt2"], name="Ibu Lestari")
    term(people, areas["rw5"], name="Bapak Jauh")
    term(people, areas["rw3"], office="secretary", name="Ibu Lama", until_on=today() - timedelta(days=1))
    term(people, areas["rw3"], office="treasurer", name="Ibu Nanti", since_on=today() + timedelta(days=1))
    assert offices_card(people.sunarti) is None
    people.sunarti.area = areas["rw3"]
    people.sunarti.save()
    html = signed_in(people.sunarti).get("/").content.decode()
    assert "Pengurus RT/RW Anda" in html
    assert html.index("Bapak Sarwono") < html.index("Ibu Lestari")
    for other in ("Bapak Jauh", "Ibu Lama", "Ibu Nanti"):
        assert other not in html
    with CaptureQueriesContext(connection) as seen:
        offices_card(people.sunarti)
    assert len(seen) == 1
    people.sunarti.area = areas["rw5"]
    assert [one.holder for one in (offices_card(people.sunarti) or {})["terms"]] == ["Bapak Jauh"]


@time_machine.travel(DURING, tick=False)
def test_the_page_of_the_rw_names_them_and_leads_only_to_open_profiles(people: People, areas: dict[str, Area]) -> None:
    facts: dict[str, Any] = {"by": people.ratna, "sector": "community", "areas": [areas["rw3"]]}
    rw = register_organisation(name="Pengurus RW 03", kind="rw", **facts)
    other = register_organisation(name="PKK RW 03", kind="pkk", **facts)
    term(people, areas["rw3"], person=people.tukimin, name="")
    html = Client().get(rw.get_absolute_url()).content.decode()
    assert "Tukimin" in html
    assert people.tukimin.get_absolute_url() not in html
    assert "Tukimin" not in Client().get(other.get_absolute_url()).content.decode()
    people.tukimin.is_listed = True
    people.tukimin.save()
    assert people.tukimin.get_absolute_url() in Client().get(rw.get_absolute_url()).content.decode()


def test_an_erased_account_is_named_no_more(people: People, areas: dict[str, Area]) -> None:
    held = term(people, areas["rw3"], person=people.dewi, name="")
    leaving.erase(person=people.dewi)
    held.refresh_from_db()
    assert "Dewi" not in OfficeTerm.objects.select_related("person").get(pk=held.pk).holder
