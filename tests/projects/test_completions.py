"""Done is said by one side and confirmed by another, or by silence; opened again, and put away."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import ActivityRecipient, Due
from commons.access import Refused
from forums.actions import open_topic
from notifications.queries import waiting_for
from projects.actions import (
    add_milestone,
    archive_project,
    change_stage,
    confirm_completion,
    decline_completion,
    edit_project,
    end_partnership,
    invite_partner,
    post_status,
    propose_completion,
    reopen_project,
    withdraw_status,
)
from projects.models import Completion, Partnership, Project, Stage
from projects.queries import facts_of
from tests.guards.cast import picture
from tests.people import People, signed_in
from tests.projects.life import finished, said_to_be_done
from tests.town import Town, partner


@pytest.fixture
def joint(people: People, town: Town, project: Project) -> Project:
    """Led by the youth (community), with the firm (private) and the RW (community) beside it."""
    partner(people, project, town.firm)
    partner(people, project, town.rw03)
    return project


def now_of(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def let_pass(project: Project, **time: int) -> None:
    """The stage began so much earlier."""
    Project.objects.filter(pk=project.pk).update(stage_since=timezone.now() - timedelta(**time))


def test_another_sector_confirms_and_the_answers_stand_on_the_page(people: People, town: Town, joint: Project) -> None:
    post_status(project=joint, author=people.rizky, acting_as=town.youth, condition="on_track", progress=80)
    completion = said_to_be_done(
        joint, people.rizky, town.youth, worked="Warga ikut sejak awal.", cost_idr=74_000_000, contact="Karang Taruna"
    )
    assert now_of(joint).stage == Stage.ACTIVE
    confirm_completion(completion=completion, by=people.bayu)
    project = now_of(joint)
    assert (project.stage, project.progress, project.spent_idr) == (Stage.DONE, 100, 74_000_000)
    last = project.stage_changes.last()
    assert last is not None
    assert (last.author, last.acting_as) == (people.bayu, town.firm)
    page = signed_in(people.sunarti).get(project.get_absolute_url()).content.decode()
    for text in ("Berita acara dan foto", "Dua puluh rumah", "Warga ikut sejak awal", "74.000.000", "Bayu Prasetyo"):
        assert text in page


def test_neither_ones_own_word_nor_ones_own_sector_confirms(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    for who in (people.rizky, people.tukimin, people.dewi, people.sunarti):
        with pytest.raises(Refused):
            confirm_completion(completion=completion, by=who)
        assert signed_in(who).post(f"{completion.get_absolute_url()}benar/").status_code == 403
    assert now_of(joint).stage == Stage.ACTIVE


def test_the_kelurahan_confirms_what_others_say_but_not_what_it_says_itself(
    people: People, town: Town, joint: Project
) -> None:
    completion = said_to_be_done(joint, people.putri, town.office)
    with pytest.raises(Refused):
        confirm_completion(completion=completion, by=people.ratna)
    decline_completion(completion=completion, by=people.tukimin, reason="Saluran di gang dua belum selesai.")
    completion = said_to_be_done(joint, people.bayu, town.firm)
    confirm_completion(completion=completion, by=people.ratna)
    assert now_of(joint).stage == Stage.DONE


def test_it_waits_for_those_who_may_answer_and_for_nobody_else(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)

    def waits(person: object) -> list[str]:
        return [row.kind for row in waiting_for(person) if row.kind == "projects.completion"]

    assert all(waits(one) == ["projects.completion"] for one in (people.bayu, people.putri, people.ratna))
    assert not any(waits(one) for one in (people.rizky, people.tukimin, people.dewi))
    told = ActivityRecipient.objects.filter(activity__verb="projects.done_proposed")
    assert set(told.values_list("group__name", flat=True)) == {town.firm.group.name, "staff", "leader"}
    assert "diusulkan selesai" in signed_in(people.putri).get("/", follow=True).content.decode()
    confirm_completion(completion=completion, by=people.bayu)
    assert waits(people.putri) == []


def test_not_done_goes_back_with_the_reason_and_may_be_said_again(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    with pytest.raises(Refused):
        said_to_be_done(joint, people.bayu, town.firm)
    office = signed_in(people.putri)
    path = f"{completion.get_absolute_url()}belum/"
    assert office.post(path, {"reason": "Belum"}).status_code == 422
    assert office.post(path, {"reason": "Dua tong belum terpasang."}).status_code == 303
    assert "Dua tong belum terpasang." in signed_in(people.rizky).get(completion.get_absolute_url()).content.decode()
    assert now_of(joint).closing is None
    assert said_to_be_done(joint, people.bayu, town.firm).is_waiting


def test_seven_days_of_silence_confirm_and_are_marked_so(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    due = Due.objects.get(kind="projects.completion_silent")
    assert timedelta(days=6, hours=23) < due.due_at - timezone.now() <= timedelta(days=7)
    Due.objects.filter(pk=due.pk).update(due_at=timezone.now())
    while tell_next_due():
        continue
    completion.refresh_from_db()
    assert (completion.state, completion.is_silent, completion.answered_by) == ("confirmed", True, None)
    last = now_of(joint).stage_changes.last()
    assert last is not None
    assert last.author is None
    for page in (joint.get_absolute_url(), f"/proyek/{joint.pk}/riwayat/"):
        assert "tidak ada keberatan selama 7 hari" in signed_in(people.sunarti).get(page).content.decode()


def test_what_was_answered_meanwhile_silence_leaves_alone(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    decline_completion(completion=completion, by=people.bayu, reason="Pompa belum dicoba.")
    Due.objects.filter(kind="projects.completion_silent").update(due_at=timezone.now())
    while tell_next_due():
        continue
    assert now_of(joint).stage == Stage.ACTIVE


def test_of_two_who_answer_at_the_same_time_the_second_reads_what_happened(
    people: People, town: Town, joint: Project
) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    held = Completion.objects.get(pk=completion.pk)
    confirm_completion(completion=completion, by=people.bayu)
    with pytest.raises(Refused) as refusal:
        decline_completion(completion=held, by=people.putri, reason="Belum, masih kurang.")
    assert "sudah terjawab" in refusal.value.reason


def test_of_two_who_change_the_stage_one_wins_and_the_other_reads_who(people: People, joint: Project) -> None:
    change_stage(project=joint, stage="on_hold", by=people.putri, reason="Menunggu izin.", before="active")
    answer = signed_in(people.ratna).post(
        f"/proyek/{joint.pk}/tahap/",
        {"stage": "cancelled", "reason": "Tidak jadi.", "before": "active"},
        follow=True,
    )
    assert "Putri Anggraini baru saja mengubah tahapnya menjadi Tertunda" in answer.content.decode()
    assert now_of(joint).stage == Stage.ON_HOLD


def test_the_page_of_stages_offers_no_end_that_is_proposed_already(people: People, town: Town, joint: Project) -> None:
    team, link = signed_in(people.putri), f'href="/proyek/{joint.pk}/selesai/"'
    assert link in team.get(f"/proyek/{joint.pk}/tahap/").content.decode()
    said_to_be_done(joint, people.rizky, town.youth)
    assert link not in team.get(f"/proyek/{joint.pk}/tahap/").content.decode()


def test_pausing_lets_the_question_lapse(people: People, town: Town, joint: Project) -> None:
    completion = said_to_be_done(joint, people.rizky, town.youth)
    change_stage(project=joint, stage="on_hold", by=people.putri, reason="Banjir, pekerjaan berhenti.")
    completion.refresh_from_db()
    assert (completion.state, now_of(joint).closing) == ("withdrawn", None)
    assert not Due.objects.filter(kind="projects.completion_silent", done_at=None).exists()


@pytest.mark.parametrize("stage", ["on_hold", "cancelled"])
def test_pausing_and_cancelling_want_a_reason(people: People, joint: Project, stage: str) -> None:
    with pytest.raises(Refused):
        change_stage(project=joint, stage=stage, by=people.putri)
    team = signed_in(people.putri)
    assert team.post(f"/proyek/{joint.pk}/tahap/", {"stage": stage, "reason": ""}).status_code == 422
    assert now_of(joint).stage == Stage.ACTIVE


# pitfall: P2
def test_opened_again_within_14_days_by_anyone_of_the_team_with_what_was_before(
    people: People, town: Town, joint: Project
) -> None:
    post_status(project=joint, author=people.rizky, acting_as=town.youth, condition="on_track", progress=80)
    finished(joint, people.rizky, people.bayu, town.youth)
    with pytest.raises(Refused):
        reopen_project(project=joint, by=people.sunarti, reason="Belum beres.")
    team = signed_in(people.bayu)
    assert team.post(f"/proyek/{joint.pk}/buka-lagi/", {"reason": ""}).status_code == 422
    assert team.post(f"/proyek/{joint.pk}/buka-lagi/", {"reason": "Pompa rusak lagi."}).status_code == 303
    project = now_of(joint)
    assert (project.stage, project.progress, project.closing) == (Stage.ACTIVE, 80, None)


def test_after_14_days_it_stays_done(people: People, joint: Project) -> None:
    finished(joint, people.rizky, people.bayu)
    with pytest.raises(Refused):
        archive_project(project=joint, by=people.putri)
    let_pass(joint, days=15)
    with pytest.raises(Refused):
        reopen_project(project=joint, by=people.putri, reason="Pompa rusak lagi.")
    assert archive_project(project=joint, by=people.putri).is_archived


# pitfall: P1
def test_in_the_archive_nothing_changes_by_any_door(people: People, town: Town, joint: Project) -> None:
    update = post_status(project=joint, author=people.bayu, acting_as=town.firm, condition="on_track")
    milestone = add_milestone(project=joint, by=people.putri, title="Lahan siap")
    topic = open_topic(category=joint.category, author=people.bayu, title="Jadwal angkut", body="Kapan diangkut?")
    finished(joint, people.rizky, people.bayu)
    let_pass(joint, days=15)
    partnership = Partnership.objects.get(project=joint, organisation=town.firm)
    with pytest.raises(Refused):
        archive_project(project=joint, by=people.bayu)
    archive_project(project=joint, by=people.putri)
    acts = [
        lambda: edit_project(project=joint, by=people.ratna, **facts_of(joint)),
        lambda: change_stage(project=joint, stage="active", by=people.ratna, reason="Lanjut lagi."),
        lambda: reopen_project(project=joint, by=people.ratna, reason="Lanjut lagi."),
        lambda: archive_project(project=joint, by=people.ratna),
        lambda: post_status(project=joint, author=people.ratna, condition="on_track"),
        lambda: withdraw_status(update=update),
        lambda: add_milestone(project=joint, by=people.ratna, title="Lain"),
        lambda: invite_partner(project=joint, organisation=town.ngo, by=people.ratna, role="supporter"),
        lambda: end_partnership(partnership=partnership, by=people.ratna),
        lambda: propose_completion(project=joint, by=people.ratna, evidence="Bukti lagi.", result="Hasil lagi."),
    ]
    for deed in acts:
        with pytest.raises(Refused):
            deed()
    office = signed_in(people.ratna)
    for door in ("ubah", "tahap", "perbarui", "buka-lagi", "arsipkan", "selesai", "tim/undang", "tonggak/tambah"):
        assert office.get(f"/proyek/{joint.pk}/{door}/").status_code == 403, door
    assert office.get(f"/proyek/{joint.pk}/tonggak/{milestone.pk}/ubah/").status_code == 403
    answer = office.post(f"/forum/topik/{topic.pk}/balas/", {"body": "Masih bisa?"})
    assert answer.status_code == 403
    assert office.get(joint.category.get_absolute_url()).status_code == 200
    assert office.get(joint.get_absolute_url()).status_code == 200


def test_the_archive_is_a_place_of_its_own_in_the_list(people: People, joint: Project) -> None:
    finished(joint, people.rizky, people.bayu)
    let_pass(joint, days=15)
    archive_project(project=joint, by=people.putri)
    browser = signed_in(people.sunarti)
    for page in ("/proyek/", "/proyek/?tahap=done"):
        assert joint.title not in browser.get(page).content.decode()
    assert joint.title in browser.get("/proyek/?tahap=arsip").content.decode()
    assert "Arsip" in browser.get("/proyek/").content.decode()


def test_evidence_may_be_a_photo_and_is_shown_to_those_who_see_the_project(
    people: People, town: Town, joint: Project, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    typed = {
        "evidence": "Foto sesudah pemasangan.",
        "result": "Dua puluh rumah terlayani.",
        "cost_idr": "74.000.000",
        "acting_as": town.youth.pk,
        "documents": picture("Keran"),
    }
    team = signed_in(people.rizky)
    path = f"/proyek/{joint.pk}/selesai/"
    wrong = team.post(path, typed | {"cost_idr": "1,000,000.50"})
    assert wrong.status_code == 422
    key = joint_key(wrong.content.decode())
    answer = team.post(path, typed | {"documents": [], "documents_key": key})
    completion = Completion.objects.get(project=joint)
    assert answer["Location"] == completion.get_absolute_url()
    page = signed_in(people.bayu).get(completion.get_absolute_url()).content.decode()
    assert completion.files.get().get_absolute_url() in page
    assert completion.sector == "community"


def joint_key(page: str) -> str:
    """The photo that has arrived already."""
    found = re.search(r'name="documents_key"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]
