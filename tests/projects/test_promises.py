"""What partners promise with their yes, and tasks of milestones, become commitments."""

from typing import Any

import pytest
from django.test import Client

from activity.models import Activity
from commitments.models import Commitment, State
from commons.access import Refused
from commons.calendar import today
from projects.actions import add_milestone, assign_task, end_partnership, remove_milestone
from projects.mail_acts import answer_partnership as answer_from_the_mail
from projects.models import Milestone, Partnership, Project
from tests.commitments.promises import asked, in_days
from tests.people import People, signed_in
from tests.town import Town, invite, partner

AMOUNTS = {
    "1.000.000,50": "Tulis rupiah bulat",
    "1_000": "Tulis jumlahnya dengan angka",
    "10000000000000000": "Jumlahnya terlalu besar",
    "-5": "Jumlahnya tidak boleh kurang",
    "١٠٠٠": "Tulis jumlahnya dengan angka",
}


def facts(commitment: Commitment) -> tuple[Any, ...]:
    return tuple(
        getattr(commitment, name)
        for name in ("what", "amount", "unit", "amount_idr", "due_on", "organisation", "person")
    )


@pytest.fixture
def milestone(people: People, project: Project) -> Milestone:
    return add_milestone(project=project, by=people.putri, title="Lahan siap", due_on=in_days(9))


def answer_path(partnership: Partnership) -> str:
    return f"/proyek/{partnership.project_id}/mitra/{partnership.pk}/jawab/"


def test_the_form_begins_with_what_was_asked_and_what_is_sent_is_promised(
    people: People, town: Town, project: Project
) -> None:
    partnership = asked(people, project, town.firm)
    browser, path = signed_in(people.bayu), answer_path(partnership)
    form = browser.get(path).context["form"]
    assert (form["contribution"].value(), form["amount"].value()) == ("Tong sampah untuk tiap gang", "40")
    sent = {"answer": "accept", "contribution": "Dana tong", "amount_idr": "2,5 jt", "due_on": str(in_days(9))}
    assert browser.post(path, sent).status_code == 303
    commitment = Commitment.objects.get()
    assert facts(commitment) == ("Dana tong", None, "", 2_500_000, in_days(9), town.firm, people.bayu)
    assert (commitment.source, commitment.place, commitment.keeper) == (partnership, project.thread, people.putri)
    assert commitment.audience == project.audience


def test_from_the_mail_what_was_asked_is_promised(people: People, town: Town, project: Project) -> None:
    partnership = asked(people, project, town.firm)
    answer_from_the_mail(person=people.bayu, target=partnership, data={"answer": "accept", "reason": ""})
    assert facts(Commitment.objects.get())[:5] == ("Tong sampah untuk tiap gang", 40, "tong", None, in_days(20))


def test_a_day_that_has_passed_while_the_invitation_waited_is_nobodys_promise(
    people: People, town: Town, project: Project
) -> None:
    partnership = asked(people, project, town.firm)
    Partnership.objects.filter(pk=partnership.pk).update(due_on=in_days(-1))
    partnership.refresh_from_db()
    answer_from_the_mail(person=people.bayu, target=partnership, data={"answer": "accept", "reason": ""})
    assert Commitment.objects.get().due_on is None


@pytest.mark.parametrize(
    "form",
    [
        {"answer": "accept"},
        {"answer": "decline", "reason": "Belum sanggup.", "contribution": "Tong", "due_on": "2020-01-01"},
    ],
)
def test_who_promises_nothing_or_declines_has_no_commitment(
    people: People, town: Town, project: Project, form: dict[str, str]
) -> None:
    assert signed_in(people.bayu).post(answer_path(asked(people, project, town.firm)), form).status_code == 303
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(("typed", "said"), AMOUNTS.items())
def test_an_amount_that_is_none_is_said_beside_it_and_nothing_is_lost(
    people: People, town: Town, project: Project, typed: str, said: str
) -> None:
    partnership = invite(people, project, town.firm)
    sent = {"answer": "accept", "contribution": "Dana tong", "amount_idr": typed}
    answer = signed_in(people.bayu).post(answer_path(partnership), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert typed in page
    assert not Commitment.objects.exists()
    partnership.refresh_from_db()
    assert partnership.state == "invited"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"amount_idr": "1,000,000", "unit": "tong"}, "Dana ditulis di kolom Nominal"),
        ({"unit": "tong"}, "Tulis jumlahnya, atau kosongkan satuannya."),
        ({"due_on": "2020-01-01"}, "Tenggat tidak boleh sebelum hari ini."),
        ({"contribution": "", "amount": "4"}, "Tulis dulu apa yang dijanjikan."),
    ],
)
def test_a_promise_that_is_not_whole_is_said(
    people: People, town: Town, project: Project, sent: dict[str, str], said: str
) -> None:
    form = {"organisation": town.ngo.pk, "role": "supporter", "contribution": "Tong"} | sent
    answer = signed_in(people.putri).post(f"/proyek/{project.pk}/tim/undang/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_invitation_keeps_the_amount_and_the_team_reads_it(people: People, town: Town, project: Project) -> None:
    form = {"organisation": town.ngo.pk, "role": "supporter", "contribution": "Tong", "amount": "1.250", "unit": "buah"}
    assert signed_in(people.putri).post(f"/proyek/{project.pk}/tim/undang/", form).status_code == 303
    assert "Tong · 1.250 buah" in signed_in(people.putri).get(project.team_url()).content.decode()


def test_a_milestone_gets_a_task_whose_owner_is_told(
    people: People, town: Town, project: Project, milestone: Milestone
) -> None:
    partner(people, project, town.firm)
    team, path = signed_in(people.putri), f"/proyek/{project.pk}/tonggak/{milestone.pk}/tugas/"
    assert str(team.get(path).context["form"]["due_on"].value()) == str(milestone.due_on)
    sent = {"what": "Ukur lahan", "organisation": town.firm.pk, "person": people.bayu.pk, "due_on": str(in_days(4))}
    answer = team.post(path, sent)
    commitment = Commitment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, commitment.get_absolute_url())
    assert facts(commitment) == ("Ukur lahan", None, "", None, in_days(4), town.firm, people.bayu)
    assert commitment.source == milestone
    shown = Client().get(project.way_url()).content.decode()
    assert commitment.get_absolute_url() in shown
    assert "PT Sumber Air · Bayu Prasetyo" in shown
    made = Activity.objects.get(verb="commitments.commitment_made")
    assert [one.person for one in made.recipients.all()] == [people.bayu]
    remove_milestone(milestone=milestone, by=people.putri)
    commitment.refresh_from_db()
    assert commitment.state == State.WITHDRAWN


def test_a_task_is_given_by_the_team_to_those_who_take_part(
    people: People, town: Town, project: Project, milestone: Milestone
) -> None:
    partnership = partner(people, project, town.firm)
    path = f"/proyek/{project.pk}/tonggak/{milestone.pk}/tugas/"
    sent: dict[str, Any] = {"what": "Ukur lahan", "person": people.bayu.pk}
    assert signed_in(people.bayu).post(path, sent).status_code == 403
    team = signed_in(people.putri)
    for wrong in ({"person": people.dewi.pk}, {"organisation": town.ngo.pk}, {"person": ""}):
        assert team.post(path, sent | wrong).status_code == 422
    with pytest.raises(Refused):
        assign_task(milestone=milestone, by=people.putri, what="Ukur", organisation=town.youth, person=people.bayu)
    with pytest.raises(Refused):
        assign_task(milestone=milestone, by=people.bayu, what="Ukur lahan", person=people.bayu)
    end_partnership(partnership=partnership, by=people.putri)
    for gone in ({"organisation": town.firm}, {"person": people.bayu}):
        with pytest.raises(Refused):
            assign_task(milestone=milestone, by=people.putri, what="Ukur lahan", due_on=today(), **gone)
    assert not Commitment.objects.exists()
