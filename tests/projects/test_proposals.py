"""A project is proposed, reviewed, and decided about; its proposer reads where it is and why."""

import pytest

from activity.models import Activity, ActivityRecipient
from approvals.actions import grant, refuse, return_, undo
from approvals.models import Approval
from commons.access import Refused
from commons.models import Visibility
from notifications.queries import waiting_for
from projects.actions import change_stage, edit_project, propose_project, resubmit_proposal
from projects.models import Partnership, Project, Proposal, Stage
from projects.queries import facts_of
from stakeholders.actions import suspend_organisation
from stakeholders.models import Organisation
from tests.people import People, signed_in
from tests.projects.life import WHY, proposed
from tests.town import Town


def may_see(user: object, proposal: Proposal) -> bool:
    return Project.objects.visible_to(user).filter(pk=proposal.pk).exists()


def asked(proposal: Proposal) -> Approval:
    found = proposal.newest
    assert found is not None
    return found


def stage_of(proposal: Proposal) -> str:
    return str(Project.objects.values_list("stage", flat=True).get(pk=proposal.pk))


@pytest.fixture
def proposal(people: People, town: Town) -> Proposal:
    """Bayu's, for his firm."""
    return proposed(people.bayu, town.firm)


@pytest.fixture
def reviewed(people: People, proposal: Proposal) -> Proposal:
    grant(approval=asked(proposal), by=people.putri)
    return proposal


def test_until_it_is_reviewed_only_those_concerned_see_it(people: People, proposal: Proposal) -> None:
    assert all(may_see(one, proposal) for one in (people.bayu, people.putri, people.ratna))
    assert not any(may_see(one, proposal) for one in (people.dewi, people.sunarti, people.rizky))
    grant(approval=asked(proposal), by=people.putri)
    assert stage_of(proposal) == Stage.REVIEW
    assert may_see(people.sunarti, proposal)


def test_its_proposer_cannot_show_it_to_all_before_it_was_looked_at(people: People, proposal: Proposal) -> None:
    facts = facts_of(proposal.project) | {"visibility": Visibility.MEMBERS}
    edit_project(project=proposal.project, by=people.bayu, **facts)
    assert not may_see(people.sunarti, proposal)
    grant(approval=asked(proposal), by=people.putri)
    assert Project.objects.get(pk=proposal.pk).audience.visibility == Visibility.MEMBERS


def test_granted_it_is_approved_and_its_organisation_leads_it(people: People, reviewed: Proposal) -> None:
    grant(approval=asked(reviewed), by=people.ratna)
    project = Project.objects.get(pk=reviewed.pk)
    assert (project.stage, project.coordinator) == (Stage.APPROVED, people.bayu)
    assert project.partnerships.get().role == Partnership.Role.LEAD
    change_stage(project=project, stage="active", by=people.bayu, reason="Alat sudah siap.")
    steps = list(project.stage_changes.values_list("before", "after", "author__handle"))
    assert steps == [
        ("", "proposed", "bayu"),
        ("proposed", "review", "putri"),
        ("review", "approved", "ratna"),
        ("approved", "active", "bayu"),
    ]


def test_nobody_decides_about_what_they_proposed_themselves(people: People, town: Town) -> None:
    own = proposed(people.putri, town.office)
    with pytest.raises(Refused):
        grant(approval=asked(own), by=people.putri)
    assert stage_of(own) == Stage.PROPOSED


def test_a_proposal_moves_by_decisions_only(people: People, reviewed: Proposal) -> None:
    for who in (people.bayu, people.ratna):
        with pytest.raises(Refused):
            change_stage(project=reviewed.project, stage="approved", by=who, reason="Sudah waktunya.")
    assert stage_of(reviewed) == Stage.REVIEW


def test_returned_it_waits_for_its_proposer_who_mends_it(people: People, reviewed: Proposal) -> None:
    with pytest.raises(Refused):
        resubmit_proposal(proposal=reviewed, by=people.bayu)
    return_(approval=asked(reviewed), by=people.putri, reason="Sebutkan siapa yang merawat.")
    assert stage_of(reviewed) == Stage.PROPOSED
    assert not may_see(people.sunarti, reviewed)
    assert [row.kind for row in waiting_for(people.bayu)] == ["projects.returned"]
    page = signed_in(people.bayu).get(reviewed.get_absolute_url()).content.decode()
    assert "Sebutkan siapa yang merawat." in page
    with pytest.raises(Refused):
        resubmit_proposal(proposal=reviewed, by=people.dewi)
    answer = signed_in(people.bayu).post(f"{reviewed.get_absolute_url()}kirim-lagi/")
    assert answer.status_code == 303
    assert asked(reviewed).is_waiting
    assert waiting_for(people.bayu) == []


def test_a_refusal_needs_forty_letters_and_is_read_by_its_proposer(people: People, reviewed: Proposal) -> None:
    path = f"{asked(reviewed).get_absolute_url()}tolak/"
    office = signed_in(people.putri)
    assert office.post(path, {"reason": "Belum bisa tahun ini."}).status_code == 422
    with pytest.raises(Refused):
        refuse(approval=asked(reviewed), by=people.putri, reason="Belum bisa tahun ini.")
    assert office.post(path, {"reason": WHY}).status_code == 303
    assert stage_of(reviewed) == Stage.CANCELLED
    assert not may_see(people.sunarti, reviewed)
    for page in (reviewed.get_absolute_url(), f"/proyek/{reviewed.pk}/riwayat/"):
        text = signed_in(people.bayu).get(page).content.decode()
        assert WHY in text
        assert "Putri Anggraini" in text
    with pytest.raises(Refused):
        edit_project(project=reviewed.project, by=people.bayu, **facts_of(reviewed.project))


@pytest.mark.parametrize("decision", ["granted", "refused"])
def test_a_decision_undone_makes_it_a_proposal_again(people: People, reviewed: Proposal, decision: str) -> None:
    if decision == "granted":
        grant(approval=asked(reviewed), by=people.putri)
    else:
        refuse(approval=asked(reviewed), by=people.putri, reason=WHY)
    undo(approval=asked(reviewed), by=people.ratna, reason="Keliru membaca isian.")
    assert stage_of(reviewed) == Stage.PROPOSED
    assert asked(reviewed).is_waiting
    assert not may_see(people.sunarti, reviewed)


def test_what_runs_already_is_not_undone_as_a_proposal(people: People, reviewed: Proposal) -> None:
    grant(approval=asked(reviewed), by=people.putri)
    change_stage(project=reviewed.project, stage="active", by=people.bayu, reason="Mulai hari ini.")
    with pytest.raises(Refused) as refusal:
        undo(approval=asked(reviewed), by=people.ratna, reason="Keliru membaca isian.")
    assert "sudah berjalan" in refusal.value.reason
    assert stage_of(reviewed) == Stage.ACTIVE


def test_who_is_told_of_each_step(people: People, proposal: Proposal) -> None:
    grant(approval=asked(proposal), by=people.putri)
    grant(approval=asked(proposal), by=people.putri)
    verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
    assert [v.partition(".")[2] for v in verbs if v.startswith("projects.")] == [
        "project_proposed",
        "proposal_received",
        "review_begun",
        "proposal_approved",
    ]
    to_bayu = ActivityRecipient.objects.filter(person=people.bayu).values_list("activity__verb", flat=True)
    assert set(to_bayu) >= {"projects.proposal_received", "projects.review_begun", "projects.proposal_approved"}


def test_one_speaks_for_ones_own_organisation_or_asks_the_kelurahan(people: People, town: Town) -> None:
    with pytest.raises(Refused):
        proposed(people.sunarti, town.firm)
    asked_as_neighbour = proposed(people.sunarti, town.office)
    assert asked_as_neighbour.acting_as is None
    assert not Partnership.objects.filter(project=asked_as_neighbour.pk).exists()
    with pytest.raises(Refused):
        propose_project(by=people.bayu, lead=town.ngo, title="Kebun warga")


def test_an_office_suspended_after_it_was_chosen_leads_no_proposal(people: People, town: Town) -> None:
    chosen = Organisation.objects.get(pk=town.office.pk)
    suspend_organisation(organisation=town.office, by=people.ratna, reason="Digabung dengan kelurahan lain.")
    with pytest.raises(Refused, match="Pilih organisasi yang Anda wakili, atau kelurahan"):
        proposed(people.sunarti, chosen)
