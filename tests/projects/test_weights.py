"""Milestones with weights say how far a project is; their order, owner and state are the team's to keep."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from commons.access import Refused
from commons.calendar import today
from projects.actions import (
    add_milestone,
    change_milestone,
    end_partnership,
    level_weights,
    move_milestone,
    post_status,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
    withdraw_status,
)
from projects.models import Milestone, Project
from projects.queries import way_of
from projects.queries.weights import levelled, reached_share
from tests.people import People, signed_in
from tests.town import Town, make_project, partner


def weighted(people: People, project: Project, *weights: int | None) -> list[Milestone]:
    return [
        add_milestone(project=project, by=people.putri, title=f"Langkah {n}", weight=weight)
        for n, weight in enumerate(weights, 1)
    ]


def progress(project: Project) -> int:
    return Project.objects.get(pk=project.pk).progress


def titles(project: Project) -> list[str]:
    return [step.title for step in way_of(project.pk).steps]


def test_progress_is_the_reached_share_of_the_weights(people: People, project: Project) -> None:
    first, second, third = weighted(people, project, 30, 50, None)
    assert progress(project) == 0
    reach_milestone(milestone=first, by=people.putri)
    assert progress(project) == 37
    reach_milestone(milestone=third, by=people.putri)
    assert progress(project) == 37
    reach_milestone(milestone=second, by=people.putri)
    assert progress(project) == 100
    reopen_milestone(milestone=first, by=people.putri)
    assert progress(project) == 62
    change_milestone(milestone=first, by=people.putri, title="Langkah 1", weight=50)
    assert progress(project) == 50
    change_milestone(milestone=first, by=people.putri, title="Langkah 1", weight=50, state="cancelled")
    assert progress(project) == 100
    remove_milestone(milestone=second, by=people.putri)
    assert reached_share(project.pk) is None
    assert progress(project) == 100


def test_where_there_are_weights_nobody_enters_the_progress(people: People, town: Town, project: Project) -> None:
    first, _second = weighted(people, project, 40, 60)
    form = signed_in(people.putri).get(f"/proyek/{project.pk}/perbarui/").context["form"]
    assert "progress" not in form.fields
    sent = {"condition": "on_track", "progress": "99", "milestones": [first.pk]}
    assert signed_in(people.putri).post(f"/proyek/{project.pk}/perbarui/", sent).status_code == 303
    update = project.updates.get()
    assert (update.progress, update.progress_before, progress(project)) == (40, 0, 40)
    assert "dihitung dari 2 tonggak berbobot" in Client().get(project.get_absolute_url()).content.decode()
    withdraw_status(update=update)
    assert progress(project) == 0, "what was ticked in it is taken back with it"


def test_without_weights_it_is_what_was_told(people: People, project: Project) -> None:
    (milestone,) = weighted(people, project, None)
    post_status(project=project, author=people.putri, condition="on_track", progress=55, milestones=[milestone])
    assert progress(project) == 55
    page = Client().get(project.get_absolute_url()).content.decode()
    assert "menurut kabar terakhir" in page
    assert "berbobot" not in page


@pytest.mark.parametrize(
    "weights", [[40, 40, 20], [None] * 3, [50, 60], [1] * 40, [100, 1, 1], [100, *[1] * 39], [None, 30], [100] * 40]
)
def test_levelled_weights_are_a_hundred_and_nobodys_is_nothing(weights: list[int | None]) -> None:
    level = levelled(weights)
    assert sum(level) == 100
    assert min(level) >= 1
    known = [(weight, new) for weight, new in zip(weights, level, strict=True) if weight]
    assert all(a[1] >= b[1] for a in known for b in known if a[0] > b[0])


def test_the_page_says_what_is_missing_and_the_button_mends_it(people: People, project: Project) -> None:
    browser, path = signed_in(people.putri), f"/proyek/{project.pk}/tonggak/"
    weighted(people, project, 50, 60)
    assert "Jumlah bobot 110, lebih 10 dari 100." in browser.get(path).content.decode()
    assert "Jumlah bobot" not in Client().get(path).content.decode()
    assert browser.post(f"{path}ratakan/").status_code == 303
    assert [one.weight for one in project.milestones.on_the_way()] == [45, 55]
    assert "dari 100." not in browser.get(path).content.decode()
    remove_milestone(milestone=project.milestones.get(weight=55), by=people.putri)
    assert "Jumlah bobot 45, kurang 55 dari 100." in browser.get(path).content.decode()


def test_only_the_team_levels_and_moves(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    milestone, _other = weighted(people, project, 50, 60)
    for browser in (signed_in(people.bayu), signed_in(people.sunarti)):
        for act in ("ratakan/", f"{milestone.pk}/naik/", f"{milestone.pk}/turun/"):
            assert browser.post(f"/proyek/{project.pk}/tonggak/{act}").status_code == 403
    for deed in (
        lambda: level_weights(project=project, by=people.bayu),
        lambda: move_milestone(milestone=milestone, by=people.bayu, up=True),
    ):
        with pytest.raises(Refused):
            deed()


def test_they_move_up_and_down_by_buttons(people: People, project: Project) -> None:
    first, _second, third = weighted(people, project, None, None, None)
    browser, path = signed_in(people.putri), f"/proyek/{project.pk}/tonggak/"
    answer = browser.post(f"{path}{third.pk}/naik/")
    assert answer["Location"] == f"{path}#tonggak-{third.pk}"
    assert titles(project) == ["Langkah 1", "Langkah 3", "Langkah 2"]
    browser.post(f"{path}{first.pk}/turun/")
    assert titles(project) == ["Langkah 3", "Langkah 1", "Langkah 2"]
    browser.post(f"{path}{third.pk}/naik/")
    assert titles(project) == ["Langkah 3", "Langkah 1", "Langkah 2"], "the first stays the first"
    page = browser.get(path).content.decode()
    assert page.count("/naik/") == page.count("/turun/") == 2
    assert "/naik/" not in Client().get(path).content.decode()


def test_a_new_one_stands_where_its_day_puts_it(people: People, project: Project) -> None:
    for title, days in (("akhir", 30), ("awal", 1), ("tengah", 9)):
        add_milestone(project=project, by=people.putri, title=title, due_on=today() + timedelta(days=days))
    assert titles(project) == ["awal", "tengah", "akhir"]


def test_three_are_suggested_while_there_are_none(people: People, town: Town) -> None:
    project = make_project(people, town, starts_on=date(2026, 12, 1), due_on=date(2026, 12, 31))
    browser, path = signed_in(people.putri), f"/proyek/{project.pk}/tonggak/"
    shown = browser.get(path)
    assert [(one.title, one.due_on.day) for one in shown.context["suggestions"]] == [
        ("Kegiatan dimulai", 1),
        ("Setengah jalan", 16),
        ("Kegiatan selesai", 31),
    ]
    assert "Mulai dari tiga ini" not in Client().get(path).content.decode()
    for one in shown.context["suggestions"]:
        assert browser.post(f"{path}tambah/", {"title": one.title, "due_on": one.due_on}).status_code == 303
    assert titles(project) == ["Kegiatan dimulai", "Setengah jalan", "Kegiatan selesai"]
    assert "Mulai dari tiga ini" not in browser.get(path).content.decode()


def test_the_owner_takes_part_in_the_project(people: People, town: Town, project: Project) -> None:
    partnership = partner(people, project, town.firm)
    milestone = add_milestone(project=project, by=people.putri, title="Pompa datang", owner=town.firm)
    assert "PT Sumber Air" in Client().get(f"/proyek/{project.pk}/tonggak/").content.decode()
    with pytest.raises(Refused):
        add_milestone(project=project, by=people.putri, title="Lain", owner=town.ngo)
    sent = {"title": "Lain", "owner": town.ngo.pk}
    assert signed_in(people.putri).post(f"/proyek/{project.pk}/tonggak/tambah/", sent).status_code == 422
    end_partnership(partnership=partnership, by=people.putri, reason="Selesai.")
    path = f"/proyek/{project.pk}/tonggak/{milestone.pk}/ubah/"
    kept = {"title": "Pompa datang", "owner": town.firm.pk, "state": "active"}
    assert signed_in(people.putri).post(path, kept).status_code == 303
    milestone.refresh_from_db()
    assert (milestone.owner_id, milestone.state) == (town.firm.pk, "active")


@pytest.mark.parametrize("weight", ["0", "101", "-5", "1e9", "NaN", "50,5", "٥٠", "1000000000000000", "12a"])
def test_p2_a_weight_that_is_none_is_said_and_nothing_is_lost(people: People, project: Project, weight: str) -> None:
    path = f"/proyek/{project.pk}/tonggak/tambah/"
    answer = signed_in(people.putri).post(path, {"title": "Lahan siap", "weight": weight})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulis bobot dengan angka bulat dari 1 sampai 100" in page
    assert 'value="Lahan siap"' in page
    assert f'value="{weight}"' in page


def test_p2_the_database_holds_weights_and_states_too(people: People, project: Project) -> None:
    (milestone,) = weighted(people, project, 50)
    for wrong in ({"weight": 101}, {"weight": 0}, {"state": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Milestone.objects.filter(pk=milestone.pk).update(**wrong)


def test_what_is_given_up_counts_no_more(people: People, project: Project) -> None:
    milestone, _other = weighted(people, project, None, None)
    change_milestone(milestone=milestone, by=people.putri, title="Langkah 1", state="cancelled")
    way = way_of(project.pk)
    assert (way.text, [step.title for step in way.shown]) == ("0 dari 1 tonggak tercapai", ["Langkah 2"])
    assert "Dibatalkan" in Client().get(f"/proyek/{project.pk}/tonggak/").content.decode()
    form = signed_in(people.putri).get(f"/proyek/{project.pk}/perbarui/").context["form"]
    assert [one.title for one in form.fields["milestones"].queryset] == ["Langkah 2"]
