"""Milestones: the team sets and ticks them, everybody who sees the project reads how far it has come."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.access import Refused, can
from commons.calendar import today
from projects.actions import (
    add_milestone,
    change_milestone,
    change_stage,
    post_status,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from projects.models import MOST_MILESTONES, Milestone, Project
from projects.queries import way_of
from tests.asking import statements
from tests.people import People, signed_in
from tests.projects.life import finished
from tests.town import Town, make_project, partner


@pytest.fixture
def milestone(people: People, project: Project) -> Milestone:
    return add_milestone(project=project, by=people.putri, title="Lahan siap", due_on=today() + timedelta(days=9))


def told(milestone: Milestone) -> list[bool]:
    """Of each time it was reached: is it still to be told?"""
    rows = Activity.objects.filter(verb="projects.milestone_reached", target_id=milestone.pk).order_by("pk")
    return [activity.withdrawn_at is None for activity in rows]


def test_the_team_keeps_them_and_partners_do_not(
    people: People, town: Town, project: Project, milestone: Milestone
) -> None:
    partner(people, project, town.firm)
    for obj in (project, milestone):
        may = {one.handle for one in vars(people).values() if can(one, "projects.keep_milestones", obj)}
        assert may == {"ratna", "putri"}
    # pitfall: P3
    assert signed_in(people.bayu).post(f"/proyek/{project.pk}/tonggak/{milestone.pk}/capai/").status_code == 403
    with pytest.raises(Refused):
        reach_milestone(milestone=milestone, by=people.bayu)
    assert not Milestone.objects.get().is_reached


def test_added_changed_ticked_reopened_and_removed_on_the_web(people: People, project: Project) -> None:
    team, path = signed_in(people.putri), f"/proyek/{project.pk}/tonggak/"
    assert team.post(f"{path}tambah/", {"title": "Ya"}).status_code == 422
    assert team.post(f"{path}tambah/", {"title": "Lahan siap", "due_on": "12/09/2026"}).status_code == 303
    made = project.milestones.get()
    assert team.get(f"{path}{made.pk}/ubah/").context["form"]["title"].value() == "Lahan siap"
    assert team.post(f"{path}{made.pk}/ubah/", {"title": "Lahan rata"}).status_code == 303
    assert team.post(f"{path}{made.pk}/capai/").status_code == 303
    made.refresh_from_db()
    assert (made.title, made.due_on, made.done_by) == ("Lahan rata", None, people.putri)
    assert "1 dari 1 tonggak tercapai" in Client().get(project.get_absolute_url()).content.decode()
    assert team.post(f"{path}{made.pk}/capai/").status_code == 303
    assert not project.milestones.get().is_reached
    assert team.post(f"{path}{made.pk}/hapus/").status_code == 303
    assert "Belum ada tonggak" in team.get(path).content.decode()


def test_reached_is_told_once_and_a_mistake_no_further(people: People, milestone: Milestone) -> None:
    for _ in range(2):
        reach_milestone(milestone=milestone, by=people.putri)
    assert told(milestone) == [True]
    reopen_milestone(milestone=milestone, by=people.putri)
    assert told(milestone) == [False]
    reach_milestone(milestone=milestone, by=people.ratna)
    assert told(milestone) == [False, True]
    remove_milestone(milestone=milestone, by=people.ratna)
    assert told(milestone) == [False, False]
    with pytest.raises(Refused):
        reach_milestone(milestone=milestone, by=people.ratna)


# pitfall: P1
@pytest.mark.parametrize("stage", ["done", "cancelled"])
def test_what_is_closed_keeps_its_milestones_as_they_are(
    people: People, project: Project, milestone: Milestone, stage: str
) -> None:
    if stage == "done":
        finished(project, people.rizky, people.putri)
    else:
        change_stage(project=project, stage=stage, by=people.putri, reason="Lahan tidak jadi dipakai.")
    for act in (reach_milestone, reopen_milestone, remove_milestone):
        with pytest.raises(Refused):
            act(milestone=milestone, by=people.putri)
    with pytest.raises(Refused):
        change_milestone(milestone=milestone, by=people.putri, title="Lain")
    with pytest.raises(Refused):
        add_milestone(project=project, by=people.putri, title="Lain")
    assert signed_in(people.putri).get(f"/proyek/{project.pk}/tonggak/tambah/").status_code == 403


# pitfall: O7
def test_a_milestone_is_not_found_under_another_project(people: People, town: Town, milestone: Milestone) -> None:
    other = make_project(people, town, "Sumur resapan")
    assert signed_in(people.putri).get(f"/proyek/{other.pk}/tonggak/{milestone.pk}/capai/").status_code == 404


def test_those_of_a_private_project_are_nobody_elses(people: People, private_project: Project) -> None:
    add_milestone(project=private_project, by=people.putri, title="Mawar mekar")
    path = f"/proyek/{private_project.pk}/tonggak/"
    assert "Mawar mekar" in signed_in(people.putri).get(path).content.decode()
    for browser in (Client(), signed_in(people.bayu)):
        assert browser.get(path).status_code == 404


def test_the_way_is_in_the_order_of_days_and_late_ones_say_so(people: People, project: Project) -> None:
    for title, days in (("kelak", None), ("lusa", 2), ("kemarin", -1), ("dulu", -9)):
        due = today() + timedelta(days=days) if days is not None else None
        add_milestone(project=project, by=people.putri, title=title, due_on=due)
    reach_milestone(milestone=project.milestones.get(title="dulu"), by=people.putri)
    way = way_of(project.pk)
    assert [(step.title, step.is_reached, step.is_late) for step in way.steps] == [
        ("dulu", True, False),
        ("kemarin", False, True),
        ("lusa", False, False),
        ("kelak", False, False),
    ]
    assert (way.reached, way.total) == (1, 4)


def test_there_are_as_many_as_a_page_can_show(people: People, project: Project) -> None:
    Milestone.objects.bulk_create(Milestone(project=project, title=f"Langkah {n}") for n in range(MOST_MILESTONES))
    with pytest.raises(Refused, match="tonggak"):
        add_milestone(project=project, by=people.putri, title="Satu lagi")
    path = f"/proyek/{project.pk}/tonggak/"
    answer = signed_in(people.putri).post(f"{path}tambah/", {"title": "Satu lagi"}, follow=True)
    assert "Hapus atau gabungkan yang lama dulu." in answer.content.decode()


def test_a_tick_has_its_person_and_its_moment(people: People, milestone: Milestone) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.update(done_by=people.putri)


@pytest.mark.parametrize("who", ["visitor", "coordinator"])
def test_their_page_asks_as_much_however_many_there_are(people: People, project: Project, who: str) -> None:
    browser = Client() if who == "visitor" else signed_in(people.putri)
    add_milestone(project=project, by=people.putri, title="Langkah pertama")

    paths = (project.way_url(), project.get_absolute_url())
    few = [statements(browser, path) for path in paths]
    Milestone.objects.bulk_create(Milestone(project=project, title=f"Langkah {n}") for n in range(20))
    assert [statements(browser, path) for path in paths] == few
    assert max(few) <= 10


def notices(milestone: Milestone) -> int:
    """How often somebody was told that it falls due, after the present reminders have come due."""
    Due.objects.filter(kind="projects.milestone_due", done_at=None).update(due_at=timezone.now() - timedelta(minutes=1))
    while tell_next_due():
        pass
    return Activity.objects.filter(verb="projects.milestone_due", target_id=milestone.pk).count()


def test_three_days_before_the_coordinator_hears_of_it(people: People, milestone: Milestone) -> None:
    due = Due.objects.get(kind="projects.milestone_due")
    assert timezone.localtime(due.due_at).date() == milestone.due_on - timedelta(days=3)
    assert notices(milestone) == 1
    told_to = Activity.objects.get(verb="projects.milestone_due").recipients.get()
    assert (told_to.person, told_to.reason) == (people.putri, "your_turn")


# pitfall: M2
def test_nobody_hears_of_what_is_reached_removed_or_has_no_day_any_more(people: People, milestone: Milestone) -> None:
    reach_milestone(milestone=milestone, by=people.putri)
    assert notices(milestone) == 0
    reopen_milestone(milestone=milestone, by=people.putri)
    change_milestone(milestone=milestone, by=people.putri, title="Lahan siap", due_on=today() + timedelta(days=1))
    assert not Due.objects.filter(kind="projects.milestone_due").exists()
    change_milestone(milestone=milestone, by=people.putri, title="Lahan siap", due_on=today() + timedelta(days=30))
    Milestone.objects.update(due_on=None)
    assert notices(milestone) == 0


def test_an_update_ticks_what_is_reached_with_it(people: People, town: Town, project: Project) -> None:
    kept, reached = (add_milestone(project=project, by=people.putri, title=title) for title in ("Kedua", "Pertama"))
    partner(people, project, town.firm)
    assert "milestones" not in signed_in(people.bayu).get(f"/proyek/{project.pk}/perbarui/").context["form"].fields
    sent = {"condition": "on_track", "milestones": [reached.pk]}
    assert signed_in(people.putri).post(f"/proyek/{project.pk}/perbarui/", sent).status_code == 303
    assert [m.title for m in project.milestones.open()] == ["Kedua"]
    assert told(reached) == [True]
    # pitfall: P3
    sent = {"condition": "on_track", "milestones": [kept.pk], "acting_as": town.firm.pk}
    assert signed_in(people.bayu).post(f"/proyek/{project.pk}/perbarui/", sent).status_code == 303
    with pytest.raises(Refused):
        post_status(project=project, author=people.bayu, condition="on_track", milestones=[kept])
    assert not project.milestones.get(pk=kept.pk).is_reached


def test_an_update_does_not_tick_another_projects_milestone(people: People, town: Town, milestone: Milestone) -> None:
    other = make_project(people, town, "Sumur resapan")
    sent = {"condition": "on_track", "milestones": [milestone.pk]}
    assert signed_in(people.putri).post(f"/proyek/{other.pk}/perbarui/", sent).status_code == 422
    assert not Milestone.objects.get().is_reached
