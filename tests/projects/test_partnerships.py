"""A partnership gives and takes its rights in the transaction of each step."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activity.models import Activity
from commons.access import Refused
from commons.models import RightEntry
from commons.standing import standing
from mail import acts
from projects.actions import answer_partnership, end_partnership, invite_partner, post_status
from projects.models import Partnership, Project, Stage
from projects.queries.waiting import waiting
from stakeholders.actions import end_membership, join, suspend_organisation
from stakeholders.models import Membership, Organisation
from tests.people import People, signed_in
from tests.town import MANAGER, Town, invite, make_project, partner


def may_see(user: object, project: Project) -> bool:
    return Project.objects.visible_to(user).filter(pk=project.pk).exists()


def test_being_invited_lets_one_read_what_one_is_asked_to_join(
    people: People, town: Town, private_project: Project
) -> None:
    assert not may_see(people.bayu, private_project)
    invite(people, private_project, town.firm)
    assert may_see(people.bayu, private_project)
    assert not may_see(people.dewi, private_project)
    with pytest.raises(Refused):
        post_status(project=private_project, author=people.bayu, condition="on_track")


def test_accepting_adds_the_right_to_post(people: People, town: Town, private_project: Project) -> None:
    partner(people, private_project, town.firm)
    update = post_status(project=private_project, author=people.bayu, condition="on_track", acting_as=town.firm)
    assert update.number == 1


def test_each_step_leaves_an_entry_of_who_gave_and_who_took(
    people: People, town: Town, private_project: Project
) -> None:
    end_partnership(partnership=partner(people, private_project, town.firm), by=people.putri)
    found = RightEntry.objects.of_grants().filter(group=town.firm.group).order_by("pk")
    assert list(found.values_list("what", "held", "thing", "by")) == [
        ("given", "see", "commons.Audience", people.putri.pk),
        ("given", "post_status", "projects.Project", people.bayu.pk),
        ("taken", "post_status", "projects.Project", people.putri.pk),
        ("taken", "see", "commons.Audience", people.putri.pk),
    ]


def test_declining_takes_the_sight_back(people: People, town: Town, private_project: Project) -> None:
    partnership = invite(people, private_project, town.firm)
    path = f"/proyek/{private_project.pk}/mitra/{partnership.pk}/jawab/"
    assert signed_in(people.bayu).post(path, {"answer": "decline", "reason": "Belum sempat"}).status_code == 303
    assert not may_see(people.bayu, private_project)
    assert signed_in(people.bayu).get(private_project.get_absolute_url()).status_code == 404


def test_a_no_says_why_and_the_team_reads_it(people: People, town: Town, project: Project) -> None:
    partnership = invite(people, project, town.firm)
    path = f"/proyek/{project.pk}/mitra/{partnership.pk}/jawab/"
    browser = signed_in(people.bayu)
    silent = browser.post(path, {"answer": "decline", "reason": ""})
    assert silent.status_code == 422
    assert "Tulis alasannya, supaya pengundang tahu mengapa." in silent.content.decode()
    assert browser.post(path, {"answer": "decline", "reason": "Belum ada tenaga."}).status_code == 303
    team = f"/proyek/{project.pk}/tim/"
    assert "Alasan: Belum ada tenaga." in signed_in(people.putri).get(team).content.decode()
    assert "Belum ada tenaga." not in signed_in(people.sunarti).get(team).content.decode()


def test_ending_takes_everything_and_keeps_the_history(people: People, town: Town, private_project: Project) -> None:
    partnership = partner(people, private_project, town.firm)
    post_status(project=private_project, author=people.bayu, condition="on_track", acting_as=town.firm)
    end_partnership(partnership=partnership, by=people.putri, reason="Program selesai")
    assert not may_see(people.bayu, private_project)
    with pytest.raises(Refused):
        post_status(project=private_project, author=people.bayu, condition="on_track")
    assert Partnership.objects.get(pk=partnership.pk).state == "ended"
    assert private_project.updates.get().acting_as == town.firm


def test_the_former_partner_is_told_without_the_projects_name(
    people: People, town: Town, private_project: Project
) -> None:
    partnership = partner(people, private_project, town.firm)
    end_partnership(partnership=partnership, by=people.putri)
    told = Activity.objects.get(verb="projects.own_partnership_ended")
    assert told.thread == town.firm.thread


def test_an_invitation_that_waits_is_taken_back_and_a_partnership_ended(
    people: People, town: Town, project: Project
) -> None:
    """The door is one; whoever was only invited has sent no updates that could end."""
    waiting_for, accepted = invite(people, project, town.firm), partner(people, project, town.ngo)
    browser = signed_in(people.putri)
    for partnership, act in ((waiting_for, "Tarik undangan"), (accepted, "Akhiri kemitraan")):
        page = browser.get(reverse("projects:partnership_end", args=[project.pk, partnership.pk])).content.decode()
        assert f"<h1>{act}</h1>" in page
        assert ("mengirim kabar" in page) == (partnership == accepted)
    sent = browser.post(
        reverse("projects:partnership_end", args=[project.pk, waiting_for.pk]), {"reason": ""}, follow=True
    )
    assert "Undangan ditarik. Riwayatnya tetap tercatat." in sent.content.decode()


def test_what_was_shown_as_an_invitation_is_not_ended_as_a_partnership(
    people: People, town: Town, project: Project
) -> None:
    """It was accepted while the team had the question open: its promises and its rights stay."""
    partnership = invite(people, project, town.firm)
    browser, path = signed_in(people.putri), reverse("projects:partnership_end", args=[project.pk, partnership.pk])
    assert 'name="seen" value="invited"' in browser.get(path).content.decode()
    answer_partnership(partnership=partnership, by=people.bayu, accept=True)
    page = browser.post(path, {"reason": "Salah pilih.", "seen": "invited"}, follow=True).content.decode()
    partnership.refresh_from_db()
    assert partnership.state == "accepted"
    assert "Organisasi ini baru saja menerima undangan." in page
    assert "<h1>Akhiri kemitraan</h1>" in page
    assert browser.post(path, {"reason": "", "seen": "accepted"}).status_code == 303
    partnership.refresh_from_db()
    assert partnership.state == "ended"


def test_leaving_the_organisation_ends_the_right(people: People, town: Town, private_project: Project) -> None:
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    partner(people, private_project, town.firm)
    assert may_see(people.bayu, private_project)
    end_membership(membership=Membership.objects.get(person=people.bayu), by=people.bayu)
    assert not may_see(people.bayu, private_project)
    assert may_see(people.sunarti, private_project)


def test_suspending_the_organisation_ends_the_right(people: People, town: Town, private_project: Project) -> None:
    partner(people, private_project, town.firm)
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert not may_see(people.bayu, private_project)


def test_an_organisation_suspended_after_it_was_chosen_is_not_invited(
    people: People, town: Town, project: Project
) -> None:
    chosen = Organisation.objects.get(pk=town.firm.pk)
    suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    with pytest.raises(Refused, match="Hanya organisasi terverifikasi"):
        invite_partner(project=project, organisation=chosen, by=people.putri, role=Partnership.Role.SUPPORTER)
    assert not project.partnerships.filter(organisation=chosen).exists()


def test_a_right_that_ended_between_the_door_and_the_lock_is_refused(
    people: People, town: Town, project: Project
) -> None:
    partnership = partner(people, project, town.firm)
    standing(people.bayu)  # the request worked out what bayu may do
    end_partnership(partnership=partnership, by=people.putri)
    with pytest.raises(Refused) as refusal:
        post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm)
    assert "Kabar hanya dikirim oleh tim dan mitra" in refusal.value.reason


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_a_link_in_a_mail_says_the_same_when_the_partnership_has_ended(
    people: People, town: Town, visibility: str
) -> None:
    project = make_project(people, town, visibility=visibility)
    partnership = partner(people, project, town.firm)
    link = acts.link("projects.report_on_track", person=people.bayu, target=project)
    assert Client().get(link).status_code == 200
    end_partnership(partnership=partnership, by=people.putri)
    answer = Client().post(link)
    assert answer.status_code == (404 if visibility == "private" else 403)
    assert ("Kabar hanya dikirim oleh tim dan mitra" in answer.content.decode()) == (visibility == "public")
    assert not project.updates.exists()


def test_only_the_invited_organisation_answers(people: People, town: Town, project: Project) -> None:
    partnership = invite(people, project, town.firm)
    for stranger in (people.dewi, people.putri, people.ratna):
        with pytest.raises(Refused):
            answer_partnership(partnership=partnership, by=stranger, accept=True)
    answer_partnership(partnership=partnership, by=people.bayu, accept=True)
    with pytest.raises(Refused):
        answer_partnership(partnership=partnership, by=people.bayu, accept=False)


def test_an_invitation_waits_for_an_answer_only_while_one_may_be_given(
    people: People, town: Town, project: Project
) -> None:
    partnership = invite(people, project, town.firm)

    def waits() -> list[int]:
        return [row.object_id for row in waiting(timezone.now(), [people.bayu.pk])]

    assert waits() == [partnership.pk]
    Project.objects.filter(pk=project.pk).update(stage=Stage.REVIEW)
    assert waits() == []
    path = f"/proyek/{project.pk}/mitra/{partnership.pk}/jawab/"
    assert signed_in(people.bayu).get(path).status_code == 403


def test_f4_answering_twice_answers_twice_the_same(people: People, town: Town, private_project: Project) -> None:
    """Declining ends the sight of a private project: the second arrival of the same form is told of the first all the
    same, and not that there is nothing."""
    partnership = invite(people, private_project, town.firm)
    path = f"/proyek/{private_project.pk}/mitra/{partnership.pk}/jawab/"
    browser = signed_in(people.bayu)
    answers = [
        browser.post(path, {"answer": "decline", "reason": "Belum sempat", "once": "kunci-sekali-pakai"})
        for _ in range(2)
    ]
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/")] * 2
    assert browser.post(path, {"answer": "decline", "reason": "Belum sempat", "once": "kunci-lain"}).status_code == 404


def test_one_organisation_is_asked_once(people: People, town: Town, project: Project) -> None:
    invite(people, project, town.firm)
    with pytest.raises(Refused):
        invite(people, project, town.firm)


def test_only_the_team_invites(people: People, town: Town, project: Project) -> None:
    form = {"organisation": town.ngo.pk, "role": "supporter"}
    path = f"/proyek/{project.pk}/tim/undang/"
    assert signed_in(people.bayu).post(path, form).status_code == 403
    with pytest.raises(Refused):
        invite_partner(project=project, organisation=town.ngo, by=people.bayu, role="supporter")
    assert signed_in(people.putri).post(path, form).status_code == 303
    assert Partnership.objects.filter(organisation=town.ngo).count() == 1


def test_the_lead_cannot_be_ended(people: People, project: Project) -> None:
    with pytest.raises(Refused):
        end_partnership(partnership=project.partnerships.get(role="lead"), by=people.putri)


def test_o7_a_partnership_of_another_project_is_not_found_under_this_one(
    people: People, town: Town, project: Project, private_project: Project
) -> None:
    foreign = invite(people, private_project, town.firm)
    assert signed_in(people.bayu).get(f"/proyek/{project.pk}/mitra/{foreign.pk}/jawab/").status_code == 404
