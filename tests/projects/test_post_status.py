"""A status update: numbered without gaps, append-only, from whoever may speak, while the project runs."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from activity.models import Activity, ActivityRecipient, Due, Follow
from commons.access import Refused
from commons.rich_text import plain
from projects.actions import change_stage, post_status, withdraw_status
from projects.models import Project, StatusUpdate
from tests.people import People, signed_in
from tests.town import Town, make_project, partner


def post(browser: Client, project: Project, **form: object) -> int:
    return browser.post(
        f"/proyek/{project.pk}/perbarui/", {"condition": "on_track", "progress": 10, **form}
    ).status_code


def test_three_taps_are_enough(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    browser = signed_in(people.bayu)
    assert browser.post(f"/proyek/{project.pk}/perbarui/", {"condition": "on_track"}).status_code == 303
    update = project.updates.get()
    assert (update.number, update.progress, update.condition) == (1, 0, "on_track")


def test_a_partner_tells_for_its_organisation(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    assert post(signed_in(people.bayu), project, acting_as=town.firm.pk, note="Sepuluh tong terpasang.") == 303
    project.refresh_from_db()
    update = project.updates.get()
    assert update.acting_as == town.firm
    assert (project.progress, project.updates_count, project.condition) == (10, 1, "on_track")


def test_strangers_do_not(people: People, town: Town, project: Project, visitor: Client) -> None:
    assert post(signed_in(people.dewi), project) == 403
    assert post(signed_in(people.sunarti), project) == 403
    assert post(visitor, project) in (302, 403)
    assert not StatusUpdate.objects.exists()


def test_p3_nobody_speaks_for_an_organisation_that_is_not_theirs(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    partner(people, project, town.ngo)
    assert post(signed_in(people.bayu), project, acting_as=town.ngo.pk) == 422
    with pytest.raises(Refused):
        post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.ngo)
    assert not StatusUpdate.objects.exists()


def test_attention_and_blocked_ask_for_a_note_and_for_whose_help(people: People, project: Project) -> None:
    browser = signed_in(people.putri)
    for condition in ("attention", "blocked"):
        assert post(browser, project, condition=condition) == 422
        assert post(browser, project, condition=condition, note="Truk belum datang sejak Senin.") == 422
        assert post(browser, project, condition=condition, help_from="Kelurahan") == 422
        told = {"note": "Truk belum datang sejak Senin.", "help_from": "Kelurahan"}
        assert post(browser, project, condition=condition, **told) == 303
    assert project.updates.count() == 2


@pytest.mark.parametrize("progress", ["-1", "101", "1e9", "NaN", "50,5", "٥٠", "9" * 400])
def test_p2_a_percentage_is_a_whole_number_from_0_to_100(people: People, project: Project, progress: str) -> None:
    assert post(signed_in(people.putri), project, progress=progress) == 422
    assert not StatusUpdate.objects.exists()


def test_p1_a_project_that_does_not_run_takes_no_update(people: People, project: Project) -> None:
    change_stage(project=project, stage="on_hold", by=people.putri, reason="Menunggu izin marka")
    assert post(signed_in(people.putri), project) == 403
    with pytest.raises(Refused):
        post_status(project=project, author=people.putri, condition="on_track")


def test_an_update_is_never_rewritten_nor_deleted(people: People, project: Project) -> None:
    update = post_status(project=project, author=people.putri, condition="on_track", note="Selesai separuh.")
    for act in (
        lambda: StatusUpdate.objects.filter(pk=update.pk).update(note=["Lain"]),
        lambda: StatusUpdate.objects.filter(pk=update.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert plain(StatusUpdate.objects.get().note, people.putri) == "Selesai separuh."


def test_a_withdrawn_update_is_shown_and_told_no_more(people: People, town: Town, project: Project) -> None:
    post_status(project=project, author=people.putri, condition="on_track", progress=20)
    wrong = post_status(project=project, author=people.putri, condition="blocked", progress=30, note="Bukan dari saya")
    withdraw_status(update=wrong)
    project.refresh_from_db()
    assert (project.condition, project.progress, project.updates_count) == ("on_track", 20, 2)
    assert "Bukan dari saya" not in Client().get(project.get_absolute_url()).content.decode()
    assert Client().get(wrong.get_absolute_url()).status_code == 404
    assert Activity.objects.get(target_id=wrong.pk, verb="projects.status_posted").withdrawn_at is not None


def test_blocked_calls_the_coordinator_and_the_office(people: People, town: Town, project: Project) -> None:
    post_status(project=project, author=people.rizky, condition="blocked", note="Lahan ditutup pemiliknya.")
    told = Activity.objects.get(verb="projects.status_posted")
    turns = ActivityRecipient.objects.filter(activity=told, reason="your_turn")
    assert set(turns.exclude(person=None).values_list("person__handle", flat=True)) == {"putri"}
    assert set(turns.exclude(group=None).values_list("group__name", flat=True)) == {"staff", "leader"}


def test_whoever_posts_follows_and_the_next_update_is_due_in_the_rhythm(people: People, project: Project) -> None:
    update = post_status(project=project, author=people.rizky, condition="on_track")
    assert Follow.objects.filter(person=people.rizky, thread=project.thread).exists()
    due = Due.objects.get(kind="projects.update_due", target_id=project.pk)
    assert (due.due_at - update.created_at).days == 30


def test_f4_ten_identical_posts_are_one_update(people: People, project: Project) -> None:
    browser = signed_in(people.putri)
    answers = {post(browser, project, once="kunci-yang-sama") for _ in range(10)}
    assert answers == {303}
    assert project.updates.count() == 1


@pytest.mark.django_db(transaction=True)
def test_simultaneous_updates_have_numbers_without_gaps(people: People, town: Town, project: Project) -> None:
    def send() -> None:
        try:
            post_status(project=project, author=people.putri, condition="on_track", progress=5)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(project.updates.values_list("number", flat=True)) == list(range(1, 9))
    project.refresh_from_db()
    assert project.updates_count == 8


def test_no_change_is_an_update_that_keeps_the_judgement_and_calls_nobody(people: People, project: Project) -> None:
    post_status(project=project, author=people.putri, condition="blocked", progress=30, note="Lahan ditutup.")
    Project.objects.update(next_update_at="2026-01-01T00:00Z")
    told = Activity.objects.count()
    assert post(signed_in(people.putri), project, condition="no_change", progress=90) == 303
    project.refresh_from_db()
    update = project.updates.first()
    assert update is not None
    assert (update.is_no_change, update.condition, update.progress) == (True, "blocked", 30)
    assert not project.is_stale
    newest = Activity.objects.order_by("pk")[told]
    assert not ActivityRecipient.objects.filter(activity=newest, reason="your_turn").exists()


def test_the_organisation_whose_help_is_needed_hears_it(people: People, town: Town, project: Project) -> None:
    note = {"condition": "attention", "note": "Gerobaknya rusak lagi."}
    assert post(signed_in(people.putri), project, help_from=town.shop.name.upper(), **note) == 303
    assert project.updates.get().helper == town.shop
    turns = ActivityRecipient.objects.filter(activity__verb="projects.status_posted", reason="your_turn")
    assert [one.group for one in turns] == [town.shop.group]
    assert post(signed_in(people.putri), project, help_from="Pak RT di sana", **note) == 303
    assert project.updates.all()[0].helper is None


# pitfall: P3
def test_a_correction_is_a_new_update_that_names_the_old_one(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    partner(people, project, town.shop)
    wrong = post_status(
        project=project, author=people.bayu, acting_as=town.firm, condition="on_track", progress=80, note="Salah ketik."
    )
    address = f"/proyek/{project.pk}/koreksi/{wrong.pk}/"
    foreign = make_project(people, town, "Taman baca")
    assert signed_in(people.putri).get(f"/proyek/{foreign.pk}/koreksi/{wrong.pk}/").status_code == 404
    assert signed_in(people.sunarti).get(address).status_code == 403
    assert signed_in(people.dewi).get(address).status_code == 403
    with pytest.raises(Refused):
        post_status(project=project, author=people.sunarti, condition="on_track", corrects=wrong)
    browser = signed_in(people.bayu)
    assert "Salah ketik." in browser.get(address).content.decode()
    answer = browser.post(address, {"condition": "on_track", "progress": 8, "acting_as": town.firm.pk})
    assert answer["Location"] == f"/proyek/{project.pk}/kabar/2/terkirim/"
    newest = project.updates.get(number=2)
    assert (newest.corrects, newest.progress) == (wrong, 8)
    page = Client().get(project.get_absolute_url()).content.decode()
    assert "Koreksi atas kabar 1" in page
    assert "Sudah dikoreksi oleh kabar 2" in page
    withdraw_status(update=wrong)
    assert browser.get(address).status_code == 404


def test_after_sending_the_next_of_my_projects_waits_behind_one_button(
    people: People, town: Town, project: Project
) -> None:
    other, foreign = make_project(people, town, "Kebun RW 05"), make_project(people, town, "Taman baca")
    for one in (project, other):
        partner(people, one, town.firm)
    Project.objects.filter(pk__in=[other.pk, foreign.pk]).update(next_update_at="2026-01-01T00:00Z")
    browser = signed_in(people.bayu)
    answer = browser.post(f"/proyek/{project.pk}/perbarui/", {"condition": "on_track"})
    page = browser.get(answer["Location"]).content.decode()
    assert "Terkirim" in page
    assert f"/proyek/{other.pk}/perbarui/" in page
    assert "Taman baca" not in page
    browser.post(f"/proyek/{other.pk}/perbarui/", {"condition": "no_change"})
    assert "menunggu kabar" not in browser.get(answer["Location"]).content.decode()


def test_an_update_is_talked_about_in_the_projects_forum(people: People, project: Project) -> None:
    post_status(project=project, author=people.putri, condition="on_track")
    about = f"/forum/baru/?kategori={project.category_id}&amp;tentang=/proyek/{project.pk}/kabar/1/"
    assert about in Client().get(project.get_absolute_url()).content.decode()
    browser = signed_in(people.dewi)
    assert (
        f"http://testserver/proyek/{project.pk}/kabar/1/" in browser.get(about.replace("&amp;", "&")).content.decode()
    )
    for foreign in ("//jahat.example/", "javascript:alert(1)", "/proyek/1/?x=y"):
        assert foreign not in browser.get("/forum/baru/", {"tentang": foreign}).content.decode()
