"""A deadline that ends with a day at the office is that day for whoever reads it, in WITA, WIT and abroad."""

from datetime import date

import pytest
import time_machine

from approvals.models import Approval
from commons.calendar import at
from projects.actions import propose_completion, raise_obstacle, resolve_obstacle
from projects.models import Obstacle, Project
from projects.queries import open_obstacles
from projects.queries.obstacles import SHOWN, obstacles
from stakeholders.actions import submit_organisation
from tests.people import People, signed_in
from tests.town import Town, partner

ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam", "America/Los_Angeles"]
LATE = at(date(2026, 11, 23), 23, 30)  # a Monday; farther east it is Tuesday
DUE = "Senin, 30 November 2026"


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, people: People) -> str:
    """Where everybody reads."""
    for person in (people.ratna, people.rizky, people.bayu, people.putri):
        person.zone = request.param
        person.save(update_fields=["zone"])
    return str(request.param)


def test_the_office_and_the_applicant_read_the_same_last_day(people: People, zone: str) -> None:
    with time_machine.travel(LATE, tick=False):
        sent = submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private", kind="koperasi", about="")
        approval = Approval.objects.about("stakeholders.organisation", sent.pk).get()
        page = signed_in(people.ratna).get(approval.get_absolute_url()).content.decode()
        assert DUE in page
        assert "Senin, 23 November 2026" in page  # the day from which the clock counts
        assert "batas 30 Nov 2026" in signed_in(people.ratna).get("/persetujuan/").content.decode()
        assert DUE in signed_in(people.rizky).get(sent.get_absolute_url()).content.decode()


def test_what_waits_is_due_today_until_the_offices_midnight(people: People, zone: str) -> None:
    with time_machine.travel(LATE, tick=False):
        submit_organisation(by=people.rizky, name="Koperasi Melati", sector="private", kind="koperasi", about="")
    with time_machine.travel(at(date(2026, 11, 30), 23, 30), tick=False):
        assert "Tenggat hari ini" in signed_in(people.ratna).get("/kotak-masuk/?tampil=tindakan").content.decode()
        desk = signed_in(people.ratna).get("/meja/").content.decode()
        assert "tenggat Sen, 30 Nov<" in desk
        assert "terlambat" not in desk


def test_the_last_day_to_confirm_an_end_is_one_day(people: People, town: Town, project: Project, zone: str) -> None:
    partner(people, project, town.firm)
    with time_machine.travel(LATE, tick=False):
        said = propose_completion(
            project=project, by=people.bayu, acting_as=town.firm, evidence="Foto dan berita acara.", result="Selesai."
        )
        assert DUE in signed_in(people.putri).get(said.get_absolute_url()).content.decode()


def test_an_obstacle_is_as_old_as_at_the_office(people: People, project: Project, zone: str) -> None:
    with time_machine.travel(at(date(2026, 11, 23), 5), tick=False):  # in UTC still the day before
        obstacle = raise_obstacle(
            project=project, by=people.putri, what="Truk tidak muat.", since_on=date(2026, 11, 20)
        )
        assert [one.age for one in open_obstacles(project)] == ["3 hari"]
        resolve_obstacle(obstacle=obstacle, by=people.putri, resolution="Dijemput gerobak.")
    assert [one.age for one in obstacles(Obstacle.objects.values(*SHOWN))] == ["3 hari"]
