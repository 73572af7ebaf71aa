"""Two browsers at the same moment (R12): whatever comes first, what must hold holds, and nobody meets a 500.

The invariants are asked of the database, not of the code.
"""

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import erase
from activity.models import Follow
from commons.calendar import today
from projects.actions import end_partnership
from projects.actions.locking import locked
from projects.models import Partnership, Project, StageChange
from stakeholders.actions import invite_representative, join
from stakeholders.models import Invitation, Membership, Organisation
from tests.guards.at_once import posting, together, window
from tests.people import People, person
from tests.projects.life import said_to_be_done
from tests.town import MANAGER, REPRESENTATIVE, Town, invite, make_project, partner

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5
FINE = {200, 204, 302, 303, 403, 404, 422}
GRANTS = """
    SELECT p.id, p.state,
        EXISTS (SELECT 1 FROM projects_projectgroupgrant x JOIN auth_permission m ON m.id = x.permission_id
                WHERE x.content_object_id = j.id AND x.group_id = o.group_id AND m.codename = 'post_status') AS posts,
        EXISTS (SELECT 1 FROM commons_audiencegroupgrant x
                WHERE x.content_object_id = j.audience_id AND x.group_id = o.group_id) AS sees
    FROM projects_partnership p JOIN projects_project j ON j.id = p.project_id
    JOIN stakeholders_organisation o ON o.id = p.organisation_id WHERE p.role <> 'lead'"""
RIGHTS = {"invited": (False, True), "accepted": (True, True), "declined": (False, False), "ended": (False, False)}
MANAGED = """
    SELECT o.id FROM stakeholders_organisation o WHERE o.state = 'verified' AND NOT EXISTS (
        SELECT 1 FROM stakeholders_membership m JOIN accounts_user u ON u.id = m.person_id
        WHERE m.organisation_id = o.id AND m.role = 'manager' AND m.until_on IS NULL AND u.is_active)"""
IN_GROUP = """
    WITH speaks AS (
        SELECT DISTINCT m.person_id, o.group_id FROM stakeholders_membership m
        JOIN stakeholders_organisation o ON o.id = m.organisation_id
        WHERE m.until_on IS NULL AND o.state = 'verified'),
    holds AS (
        SELECT g.user_id, g.group_id FROM accounts_user_groups g
        JOIN stakeholders_organisation o ON o.group_id = g.group_id)
    SELECT s.person_id, h.user_id FROM speaks s
    FULL JOIN holds h ON h.user_id = s.person_id AND h.group_id = s.group_id
    WHERE s.person_id IS NULL OR h.user_id IS NULL"""


def rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def holds() -> None:
    """The right is what the partnership says, the group what the memberships say, and nobody is without a manager."""
    assert [row for row in rows(GRANTS) if RIGHTS[row[1]] != row[2:]] == []
    assert rows(MANAGED) == []
    assert rows(IN_GROUP) == []


@pytest.fixture
def projects(people: People, town: Town) -> list[Project]:
    return [make_project(people, town, f"Proyek {n}", visibility="private") for n in range(ROUNDS)]


def test_accepting_while_the_invitation_is_ended(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        partnership = invite(people, project, town.firm)
        path = f"/proyek/{project.pk}/mitra/{partnership.pk}/"
        answers = together(
            [
                posting(people.bayu, f"{path}jawab/", answer="accept"),
                posting(people.putri, f"{path}akhiri/", reason="a"),
            ]
        )
        assert set(answers) <= FINE
        assert Partnership.objects.get(pk=partnership.pk).state in ("ended", "accepted")
        holds()


def test_yes_and_no_of_one_organisation(people: People, town: Town, projects: list[Project]) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    for project in projects:
        path = f"/proyek/{project.pk}/mitra/{invite(people, project, town.firm).pk}/jawab/"
        answers = together(
            [
                posting(people.bayu, path, answer="accept"),
                posting(people.sunarti, path, answer="decline", reason="Belum sempat"),
            ]
        )
        assert set(answers) <= FINE
        answered = project.partnerships.get(organisation=town.firm)
        assert answered.answered_by == (people.bayu if answered.state == "accepted" else people.sunarti)
        holds()


def test_two_of_the_team_invite_the_same_organisation(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        path, form = f"/proyek/{project.pk}/tim/undang/", {"organisation": town.ngo.pk, "role": "supporter"}
        answers = together([posting(one, path, **form) for one in (people.putri, people.ratna, people.putri)])
        assert set(answers) <= FINE
        assert project.partnerships.current().filter(organisation=town.ngo).count() == 1
        holds()


def test_o4_the_last_two_managers_leave_in_two_browsers(people: People, town: Town) -> None:
    for _ in range(ROUNDS):
        join(organisation=town.firm, person=people.sunarti, role=MANAGER)
        join(organisation=town.firm, person=people.bayu, role=MANAGER)
        mine = {m.person: m for m in town.firm.memberships.active().select_related("person")}
        path = f"/direktori/{town.firm.pk}/anggota/"
        answers = together([posting(one, f"{path}{m.pk}/lepas/") for one, m in mine.items()])
        assert set(answers) <= FINE
        assert town.firm.memberships.active().managers().count() == 1
        holds()


def test_o4_two_managers_take_the_role_from_each_other(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    for _ in range(ROUNDS):
        town.firm.memberships.active().update(role=MANAGER)
        of = {m.person_id: m for m in town.firm.memberships.active()}
        path = f"/direktori/{town.firm.pk}/anggota/"
        answers = together(
            [
                posting(people.bayu, f"{path}{of[people.sunarti.pk].pk}/peran/", role=REPRESENTATIVE),
                posting(people.sunarti, f"{path}{of[people.bayu.pk].pk}/peran/", role=REPRESENTATIVE),
            ]
        )
        assert set(answers) <= FINE
        holds()


def test_an_invitation_is_accepted_in_two_browsers_and_withdrawn_in_a_third(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        newcomer = person(f"baru-{n}", f"Baru {n}")
        invitation = invite_representative(organisation=town.firm, email=str(newcomer.email), by=people.bayu)
        path = f"/undangan/{invitation.pk}/jawab/"
        withdraw = f"/direktori/{town.firm.pk}/undangan/{invitation.pk}/batalkan/"
        answers = together([posting(newcomer, path), posting(newcomer, path), posting(people.bayu, withdraw)])
        assert set(answers) <= FINE
        invitation = Invitation.objects.get(pk=invitation.pk)
        assert (invitation.accepted_at is None) != (invitation.revoked_at is None)
        is_in = Membership.objects.active().filter(person=newcomer).count()
        assert is_in == (1 if invitation.accepted_at else 0)
        holds()


def test_suspending_while_somebody_joins_and_somebody_leaves(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        Organisation.objects.filter(pk=town.ngo.pk).update(state="verified")
        join(organisation=town.ngo, person=people.dewi, role=MANAGER)
        join(organisation=town.ngo, person=people.sunarti, role=REPRESENTATIVE)
        newcomer = person(f"baru-{n}", f"Baru {n}")
        invitation = invite_representative(organisation=town.ngo, email=str(newcomer.email), by=people.dewi)
        leaving = town.ngo.memberships.active().get(person=people.sunarti)
        answers = together(
            [
                posting(people.putri, f"/direktori/{town.ngo.pk}/bekukan/", reason="Pengurus tidak dapat dihubungi."),
                posting(newcomer, f"/undangan/{invitation.pk}/jawab/"),
                posting(people.sunarti, f"/direktori/{town.ngo.pk}/anggota/{leaving.pk}/lepas/"),
            ]
        )
        assert set(answers) <= FINE
        holds()


def test_one_step_taken_twice_is_one_step(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        path, form = f"/proyek/{project.pk}/tahap/", {"stage": "on_hold", "reason": "Menunggu izin."}
        answers = together([posting(one, path, **form) for one in (people.putri, people.ratna, people.putri)])
        assert set(answers) <= FINE
        assert StageChange.objects.filter(project=project, after="on_hold").count() == 1


def test_p1_no_update_comes_after_the_end(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        path = f"/proyek/{project.pk}/"
        completion = said_to_be_done(project, people.rizky, town.youth)
        answers = together(
            [
                posting(people.putri, f"{completion.get_absolute_url()}benar/"),
                posting(people.rizky, f"{path}perbarui/", condition="on_track", progress=40),
                posting(people.rizky, f"{path}perbarui/", condition="on_track", progress=50),
            ]
        )
        assert set(answers) <= FINE
        project.refresh_from_db()
        assert (project.stage, project.progress) == ("done", 100)
        assert list(project.updates.order_by("number").values_list("number", flat=True)) == list(
            range(1, project.updates_count + 1)
        )


def test_that_it_is_done_is_answered_once(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        completion = said_to_be_done(project, people.rizky, town.youth)
        path, why = completion.get_absolute_url(), "Dua tong belum terpasang."
        answers = together(
            [
                posting(people.putri, f"{path}benar/"),
                posting(people.ratna, f"{path}belum/", reason=why),
                posting(people.putri, f"{path}benar/"),
            ]
        )
        assert set(answers) <= FINE
        completion.refresh_from_db()
        project.refresh_from_db()
        assert (completion.state, project.stage) in (("confirmed", "done"), ("declined", "active"))
        assert StageChange.objects.filter(project=project, after="done").count() <= 1


def test_no_update_of_a_partner_comes_after_the_end(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        ends = f"/proyek/{project.pk}/mitra/{partner(people, project, town.firm).pk}/akhiri/"
        told = {"condition": "on_track", "progress": 40, "acting_as": town.firm.pk}
        answers = together(
            [
                posting(people.putri, ends, reason="Program selesai"),
                *(posting(people.bayu, f"/proyek/{project.pk}/perbarui/", **told) for _ in range(2)),
            ]
        )
        assert set(answers) <= FINE
        ended_at = project.partnerships.get(organisation=town.firm).ended_at
        assert not project.updates.filter(created_at__gt=ended_at).exists()
        holds()


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_a_right_that_ends_between_the_check_and_the_lock_is_refused_with_the_same_sentence(
    people: People, town: Town, visibility: str
) -> None:
    project = make_project(people, town, visibility=visibility)
    partnership = partner(people, project, town.firm)
    at_the_door, path = window(people.bayu), f"/proyek/{project.pk}/perbarui/"
    told = {"condition": "on_track", "note": "Dua puluh tong sudah terpasang.", "acting_as": town.firm.pk}
    answers: list[Any] = []

    def tell() -> None:
        answers.append(at_the_door.post(path, told, headers={"origin": "http://testserver"}))
        connection.close()

    teller = threading.Thread(target=tell)
    with transaction.atomic():
        locked(project.pk)
        teller.start()
        wait_for_a_lock()  # the door has let bayu in
        end_partnership(partnership=partnership, by=people.putri)
    teller.join(30)
    assert answers[0].status_code == 403
    page = answers[0].content.decode()
    assert "Kabar hanya dikirim oleh tim dan mitra proyek" in page
    assert "Dua puluh tong sudah terpasang." in page
    assert not project.updates.exists()
    holds()
    after = at_the_door.post(path, told, headers={"origin": "http://testserver"})
    assert after.status_code == (404 if visibility == "private" else 403)
    assert "Dua puluh tong sudah terpasang." in after.content.decode()


def wait_for_a_lock() -> None:
    """Until another connection waits for a row that this one holds."""
    for _ in range(500):
        if rows("SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"):
            return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_f4_ten_clicks_on_follow_are_one_follow(people: People, town: Town, projects: list[Project]) -> None:
    for project in projects:
        path = f"/proyek/{project.pk}/ikuti/"
        answers = together([posting(people.rizky, path, once="kunci-yang-sama")] * 10)
        assert set(answers) <= FINE
        assert Follow.objects.filter(person=people.rizky, thread=project.thread).count() <= 1


def test_whoever_is_given_a_task_may_change_the_profile_meanwhile(people: People, town: Town) -> None:
    """Rights and profiles are both remembered under the epoch: neither waits for the other for ever."""
    profile = {"name": "Putri", "language": "id", "zone": "Asia/Jakarta"}
    project = {"lead": town.youth.pk, "coordinator": people.putri.pk, "visibility": "private", "rhythm_days": 30}
    for n in range(ROUNDS):
        answers = together(
            [
                posting(people.ratna, "/proyek/baru/", title=f"Proyek baru {n}", start_now="on", **project),
                posting(people.putri, "/akun/profil/", **profile, title=f"Staf {n}"),
                posting(people.putri, "/akun/profil/", **profile, title=f"Petugas {n}"),
            ]
        )
        assert set(answers) == {303}, answers


def test_erasing_somebody_of_two_organisations_while_both_change(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        leaver = person(f"pamit-{n}", f"Pamit {n}")
        ends = []
        for organisation, manager in ((town.firm, people.bayu), (town.ngo, people.dewi)):
            join(organisation=organisation, person=leaver, role=MANAGER)
            guest = person(f"tamu-{n}-{organisation.pk}", "Tamu")
            mine = join(organisation=organisation, person=guest, role=REPRESENTATIVE)
            ends.append(posting(manager, f"/direktori/{organisation.pk}/anggota/{mine.pk}/lepas/"))
        answers = together([lambda one=leaver: erase(person=one), *ends])  # type: ignore[misc]
        assert answers == [None, 303, 303]
        holds()


def test_a_broken_invariant_is_seen(people: People, town: Town, projects: list[Project]) -> None:
    partnership = invite(people, projects[0], town.firm)
    holds()
    Partnership.objects.filter(pk=partnership.pk).update(state="declined", answered_at=timezone.now())
    with pytest.raises(AssertionError):
        holds()
    partnership.delete()
    town.firm.memberships.update(until_on=today())
    with pytest.raises(AssertionError):
        holds()
