"""Indicators: set by the team, read by whoever reports, never rewritten; what is missing is shown as missing."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from commons.access import Refused, can
from commons.calendar import today
from projects.actions import add_indicator, add_reading, change_stage, end_partnership, remove_indicator
from projects.models import MOST_INDICATORS, Indicator, Project, Reading
from projects.queries import aims
from projects.queries.indicators import share
from tests.asking import statements
from tests.people import People, signed_in
from tests.town import Town, make_project, partner


@pytest.fixture
def indicator(people: People, project: Project) -> Indicator:
    return add_indicator(
        project=project,
        by=people.putri,
        aim="Sampah berkurang",
        name="Sampah terpilah",
        unit="kg",
        baseline=Decimal(1000),
        target=Decimal(4000),
    )


def months_ago(n: int) -> date:
    at = today().year * 12 + today().month - 1 - n
    return date(at // 12, at % 12 + 1, 1)


def read(people: People, indicator: Indicator, on: date, value: int | None, **more: object) -> Reading:
    number = None if value is None else Decimal(value)
    return add_reading(indicator=indicator, by=people.putri, on=on, value=number, source="Buku timbang", **more)  # type: ignore[arg-type]


def page(project: Project, browser: Client | None = None) -> str:
    return unescape((browser or Client()).get(f"/proyek/{project.pk}/indikator/").content.decode())


def test_the_team_sets_them_and_partners_read(
    people: People, town: Town, project: Project, indicator: Indicator
) -> None:
    partner(people, project, town.firm)
    for obj in (project, indicator):
        may = {one.handle for one in vars(people).values() if can(one, "projects.keep_indicators", obj)}
        assert may == {"ratna", "putri"}
        may = {one.handle for one in vars(people).values() if can(one, "projects.add_reading", obj)}
        assert may == {"ratna", "putri", "bayu", "rizky"}
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}"
    sent = {"on": today(), "value": "1.250,5", "source": "Buku timbang"}
    assert signed_in(people.bayu).post(f"{path}/catat/", sent).status_code == 303
    assert Reading.objects.get().value == Decimal("1250.5")
    assert signed_in(people.bayu).post(f"{path}/ubah/", sent).status_code == 403
    assert signed_in(people.sunarti).post(f"{path}/catat/", sent).status_code == 403


def test_a_right_that_ended_since_is_refused_under_the_lock(
    people: People, town: Town, project: Project, indicator: Indicator
) -> None:
    partnership = partner(people, project, town.firm)
    end_partnership(partnership=partnership, by=people.putri, reason="Selesai.")
    with pytest.raises(Refused, match="Angka dicatat oleh tim dan mitra"):
        add_reading(indicator=indicator, by=people.bayu, on=today(), value=Decimal(1), source="Buku")
    change_stage(project=project, stage="cancelled", by=people.putri, reason="Tidak jadi.")
    with pytest.raises(Refused):
        read(people, indicator, today(), 1)


# pitfall: O7
def test_an_indicator_is_not_found_under_another_project(people: People, town: Town, indicator: Indicator) -> None:
    other = make_project(people, town, "Sumur resapan")
    for act in ("ubah", "hapus", "catat"):
        path = f"/proyek/{other.pk}/indikator/{indicator.pk}/{act}/"
        assert signed_in(people.putri).get(path).status_code == 404


def test_those_of_a_private_project_are_nobody_elses(people: People, private_project: Project) -> None:
    add_indicator(project=private_project, by=people.putri, name="Mawar mekar", unit="tangkai")
    path = f"/proyek/{private_project.pk}/indikator/"
    assert "Mawar mekar" in signed_in(people.putri).get(path).content.decode()
    for browser in (Client(), signed_in(people.bayu)):
        assert browser.get(path).status_code == 404


def test_what_was_read_stays_and_a_correction_is_a_new_one(
    people: People, project: Project, indicator: Indicator
) -> None:
    wrong = read(people, indicator, today(), 25000)
    for change in (lambda: Reading.objects.update(value=1), lambda: Reading.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    browser, path = signed_in(people.putri), f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    form = browser.get(f"{path}?koreksi={wrong.pk}").context["form"]
    assert form["value"].value() == "25.000"
    assert form["corrects"].value() == wrong.pk
    sent = {"on": today(), "value": "2.500", "source": "Salah ketik", "corrects": wrong.pk}
    assert browser.post(path, sent).status_code == 303
    shown = page(project)
    assert "<s>25.000 kg</s>" in shown
    assert "koreksi dari 25.000 kg" in shown
    assert aims(project)[0].indicators[0].latest == "2.500 kg"
    assert browser.post(path, sent).status_code == 422, "it was corrected already"
    with pytest.raises(Refused, match="sudah dikoreksi"):
        read(people, indicator, today(), 1, corrects=wrong)


def test_a_reading_of_another_indicator_cannot_be_corrected_here(
    people: People, town: Town, project: Project, indicator: Indicator
) -> None:
    other = add_indicator(project=make_project(people, town, "Lain"), by=people.putri, name="Pohon", unit="batang")
    foreign = read(people, other, today(), 5)
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    browser = signed_in(people.putri)
    assert browser.get(f"{path}?koreksi={foreign.pk}").context["corrected"] is None
    sent = {"on": today(), "value": "1", "source": "Buku", "corrects": foreign.pk}
    assert browser.post(path, sent).status_code == 422


def test_p3_a_partner_corrects_its_own_reading_and_not_another_partners(
    people: People, town: Town, project: Project, indicator: Indicator
) -> None:
    for organisation in (town.firm, town.ngo):
        partner(people, project, organisation)
    theirs = add_reading(indicator=indicator, by=people.dewi, on=today(), value=Decimal(500), source="Timbangan")
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    correct = f"{path}?koreksi={theirs.pk}"
    sent = {"on": today(), "value": "5", "source": "Salah ketik", "corrects": theirs.pk}
    for who, may in ((people.bayu, False), (people.dewi, True), (people.putri, True)):
        browser = signed_in(who)
        assert (correct in browser.get(project.indicators_url()).content.decode()) == may
        assert (browser.get(correct).context["corrected"] is not None) == may
    refused = signed_in(people.bayu).post(path, sent)
    assert refused.status_code == 422
    assert "hanya pencatatnya dan tim proyek" in refused.content.decode()
    with pytest.raises(Refused, match="pencatatnya atau tim proyek"):
        add_reading(indicator=indicator, by=people.bayu, on=today(), value=Decimal(5), source="Salah", corrects=theirs)
    assert signed_in(people.dewi).post(path, sent).status_code == 303


def test_a_period_without_a_reading_is_a_gap_and_says_so(
    people: People, project: Project, indicator: Indicator
) -> None:
    read(people, indicator, months_ago(5), 1000)
    read(people, indicator, months_ago(4), 2000)
    read(people, indicator, months_ago(2), None)
    read(people, indicator, months_ago(1), 2500)
    (shown,) = aims(project)[0].indicators
    assert [row[1] for row in shown.table] == [
        "belum ada data",
        "2.500 kg",
        "belum ada data",
        "belum ada data",
        "2.000 kg",
        "1.000 kg",
    ]
    chart = shown.chart
    assert chart is not None
    assert (len(chart.lines), len(chart.dots), len(chart.gaps)) == (1, 3, 3)
    assert "dan 3 kurun tanpa data" in chart.said
    assert (shown.latest, shown.share) == ("2.500 kg", 50)


def test_of_a_period_the_last_reading_counts(people: People, project: Project, indicator: Indicator) -> None:
    for day, value in ((months_ago(1) + timedelta(days=20), 7), (months_ago(1), 5)):
        read(people, indicator, day, value)
    assert aims(project)[0].indicators[0].table[1][1] == "7 kg"


def test_what_was_read_long_ago_draws_nothing_and_breaks_nothing(
    people: People, project: Project, indicator: Indicator
) -> None:
    read(people, indicator, date(1900, 1, 1), 5)
    (shown,) = aims(project)[0].indicators
    assert (shown.latest, shown.chart, len(shown.table)) == ("5 kg", None, 24)
    assert "5 kg" in page(project)


def test_longer_rhythms_have_longer_periods(people: People, project: Project) -> None:
    indicator = add_indicator(project=project, by=people.putri, name="Pohon", unit="batang", months=3)
    read(people, indicator, months_ago(9), 1)
    read(people, indicator, months_ago(0), 4)
    (shown,) = aims(project)[0].indicators
    assert [row[1] for row in shown.table] == ["4 batang", "belum ada data", "belum ada data", "1 batang"]


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [(0, 10, 5, 50), (120, 45, 80, 53), (10, 20, 5, 0), (0, 10, 15, 150), (5, 5, 5, None), (None, 5, 5, None)],
)
def test_the_way_to_the_target_may_lead_down(
    baseline: int | None, target: int, value: int, expected: int | None
) -> None:
    first = None if baseline is None else Decimal(baseline)
    assert share(first, Decimal(target), Decimal(value)) == expected


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.250", 1250), ("1.250,5", "1250.5"), ("12,5", "12.5"), ("0,25", "0.25"), ("-3", -3), ("−3", -3), ("+7", 7),
     ("1000000", 1000000), ("1,000,000", 1000000)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(
    people: People, project: Project, indicator: Indicator, typed: str, kept: int | str
) -> None:
    sent = {"on": today(), "value": typed, "source": "Buku timbang"}
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    assert signed_in(people.putri).post(path, sent).status_code == 303
    assert Reading.objects.get().value == Decimal(kept)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.000.000,555", "Tulis paling banyak dua angka"),
        ("1000000000000000", "Angkanya terlalu besar"),
        ("1_000", "Tulis dengan angka"),
        ("٥٠", "Tulis dengan angka"),
        ("NaN", "Tulis dengan angka"),
        ("1e5", "Tulis dengan angka"),
        ("12 kg", "Tulis dengan angka"),
        ("1.2.3", "Tulis dengan angka"),
        ("9" * 60, "Tulis dengan angka"),
    ],
)
def test_what_is_no_number_is_said_and_nothing_is_lost(
    people: People, project: Project, indicator: Indicator, typed: str, said: str
) -> None:
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    answer = signed_in(people.putri).post(path, {"on": today(), "value": typed, "source": "Buku timbang"})
    assert answer.status_code == 422
    shown = unescape(answer.content.decode())
    assert said in shown
    assert f'value="{typed}"' in shown
    assert 'value="Buku timbang"' in shown
    assert not Reading.objects.exists()


def test_a_reading_has_a_day_that_came_and_a_source(people: People, project: Project, indicator: Indicator) -> None:
    path = f"/proyek/{project.pk}/indikator/{indicator.pk}/catat/"
    sent = {"on": today() + timedelta(days=1), "value": "5", "source": ""}
    shown = signed_in(people.putri).post(path, sent).content.decode()
    assert "Tanggal pengukuran belum tiba" in shown
    assert "Bagian ini belum diisi" in shown
    assert signed_in(people.putri).post(path, {"on": today(), "source": "Timbangan rusak"}).status_code == 303
    assert Reading.objects.get().value is None


def test_what_was_read_keeps_its_indicator(people: People, project: Project, indicator: Indicator) -> None:
    empty = add_indicator(project=project, by=people.putri, name="Pohon", unit="batang")
    read(people, indicator, today(), 5)
    remove_indicator(indicator=empty, by=people.putri)
    with pytest.raises(Refused, match="tidak dapat dihapus"):
        remove_indicator(indicator=indicator, by=people.putri)
    with pytest.raises(Refused, match="sudah dihapus"):
        remove_indicator(indicator=empty, by=people.putri)


def test_there_are_as_many_as_somebody_can_keep(people: People, project: Project) -> None:
    for n in range(MOST_INDICATORS):
        add_indicator(project=project, by=people.putri, name=f"Hitungan {n}", unit="kg")
    with pytest.raises(Refused, match=f"{MOST_INDICATORS} indikator"):
        add_indicator(project=project, by=people.putri, name="Satu lagi", unit="kg")


def test_the_page_asks_the_same_however_many(people: People, project: Project, indicator: Indicator) -> None:
    read(people, indicator, today(), 5)
    browser, path = signed_in(people.putri), f"/proyek/{project.pk}/indikator/"
    few = statements(browser, path)
    for n in range(6):
        one = add_indicator(project=project, by=people.putri, name=f"Hitungan {n}", unit="kg")
        for back in range(4):
            read(people, one, months_ago(back), n * back)
    assert statements(browser, path) == few <= 10


def test_the_project_page_is_never_older_than_what_was_read(
    people: People, project: Project, indicator: Indicator
) -> None:
    def shows(words: str) -> bool:
        return words in unescape(Client().get(project.get_absolute_url()).content.decode())

    assert shows("Sampah terpilah")
    wrong = read(people, indicator, today(), 1234)
    assert shows("1.234 kg")
    read(people, indicator, today(), 1200, corrects=wrong)
    assert shows("1.200 kg")
    assert not shows("1.234 kg")


def test_the_page_of_a_project_leads_to_its_indicators_once(people: People, project: Project) -> None:
    """Who may write them has a way to the first; where some are shown, they lead there."""
    browser, way = signed_in(people.putri), f'href="{project.indicators_url()}"'
    assert browser.get(project.get_absolute_url()).content.decode().count(way) == 1
    add_indicator(project=project, by=people.putri, name="Sampah terpilah", unit="kg")
    assert browser.get(project.get_absolute_url()).content.decode().count(way) == 1
