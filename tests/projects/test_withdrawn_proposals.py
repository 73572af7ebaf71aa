"""A proposer takes their proposal back while the office has not decided: its clock ends, its history stays."""

import pytest
from django.utils import timezone

from activity.models import Activity, Due
from approvals.actions import grant, return_
from approvals.models import Approval
from approvals.queries import waiting_decisions
from commons.access import Refused, can
from notifications.models import Channel, Preference
from projects.actions import withdraw_proposal
from projects.models import Project, Proposal, Stage
from tests.people import People, signed_in
from tests.projects.life import proposed
from tests.stakeholders.test_registering import newest_letter
from tests.town import Town

WHY = "Digabung dengan usulan RW sebelah."


@pytest.fixture
def proposal(people: People, town: Town) -> Proposal:
    """Bayu's, for his firm."""
    return proposed(people.bayu, town.firm)


def asked(proposal: Proposal) -> Approval:
    found = proposal.newest
    assert found is not None
    return found


def test_its_proposer_may_and_nobody_else(people: People, proposal: Proposal) -> None:
    rule = "projects.withdraw_proposal"
    assert {one.handle for one in vars(people).values() if can(one, rule, proposal)} == {"bayu"}
    address = f"{proposal.get_absolute_url()}tarik/"
    assert signed_in(people.ratna).post(address, {"reason": WHY}).status_code == 403
    assert signed_in(people.dewi).post(address, {"reason": WHY}).status_code == 404
    assert asked(proposal).is_waiting


def test_withdrawn_the_clock_ends_the_history_keeps_it_and_the_office_sees_it(
    people: People, proposal: Proposal
) -> None:
    browser, address = signed_in(people.bayu), f"{proposal.get_absolute_url()}tarik/"
    assert address in browser.get(proposal.get_absolute_url()).content.decode()
    assert browser.get(address).status_code == 200
    assert asked(proposal).is_waiting, "looking changes nothing"
    assert browser.post(address, {"reason": "ya"}).status_code == 422
    assert browser.post(address, {"reason": WHY}).status_code == 303
    approval, project = asked(proposal), Project.objects.get(pk=proposal.pk)
    assert (approval.state, approval.decided_by) == (Approval.State.WITHDRAWN, people.bayu)
    assert (project.stage, project.stage_changes.last().reason) == (Stage.CANCELLED, WHY)  # type: ignore[union-attr]
    assert not Due.objects.filter(kind="approvals.late", done_at=None).exists()
    assert list(approval.decisions.values_list("what", flat=True)) == ["asked", "withdrawn"]
    assert not list(waiting_decisions(timezone.now(), [people.ratna.pk]))
    page = signed_in(people.ratna).get(approval.get_absolute_url()).content.decode()
    assert "Ditarik oleh Bayu Prasetyo" in page
    assert WHY in page
    assert "Taman baca RW 05" in signed_in(people.ratna).get("/persetujuan/?tampil=selesai").content.decode()
    mine = browser.get(proposal.get_absolute_url()).content.decode()
    assert "Anda menarik usulan ini" in mine
    assert address not in mine


def test_what_told_the_office_of_it_is_told_no_further_and_its_withdrawal_is(
    people: People, proposal: Proposal
) -> None:
    withdraw_proposal(proposal=proposal, by=people.bayu, reason=WHY)
    told = {activity.verb: activity for activity in Activity.objects.filter(verb__startswith="projects.pro")}
    assert told["projects.project_proposed"].withdrawn_at is not None
    groups = told["projects.proposal_withdrawn"].recipients.values_list("group__name", flat=True)
    assert {"staff", "leader"} <= set(groups)


def test_its_card_says_why_to_whoever_wants_it_by_mail(people: People, proposal: Proposal) -> None:
    Preference.objects.create(
        person=people.ratna, verb="projects.proposal_withdrawn", reason="concerned", channel=Channel.MAIL
    )
    withdraw_proposal(proposal=proposal, by=people.bayu, reason=WHY)
    text = newest_letter(people.ratna)
    assert "menarik usulan Taman baca RW 05." in text
    assert f"Alasannya: {WHY}" in text


def test_returned_it_may_be_withdrawn_too_and_decided_it_may_not(people: People, town: Town) -> None:
    back, decided = proposed(people.bayu, town.firm), proposed(people.dewi, town.ngo, title="Kebun warga RW 07")
    return_(approval=asked(back), by=people.ratna, reason="Lengkapi denah lokasinya.")
    withdraw_proposal(proposal=back, by=people.bayu, reason=WHY)
    for _step in range(2):
        grant(approval=asked(decided), by=people.ratna)
    with pytest.raises(Refused, match="selama kelurahan belum memutuskan"):
        withdraw_proposal(proposal=decided, by=people.dewi, reason=WHY)
    assert Project.objects.get(pk=decided.pk).stage == Stage.APPROVED


def test_withdrawn_during_the_review_it_is_seen_by_those_concerned_alone(people: People, proposal: Proposal) -> None:
    grant(approval=asked(proposal), by=people.ratna)
    assert signed_in(people.sunarti).get(f"/proyek/{proposal.pk}/", follow=True).status_code == 200
    withdraw_proposal(proposal=proposal, by=people.bayu, reason=WHY)
    assert signed_in(people.sunarti).get(f"/proyek/{proposal.pk}/", follow=True).status_code == 404
    assert signed_in(people.bayu).get(proposal.get_absolute_url()).status_code == 200


def test_an_officer_with_the_page_open_decides_about_it_no_more(people: People, proposal: Proposal) -> None:
    approval = asked(proposal)
    withdraw_proposal(proposal=proposal, by=people.bayu, reason=WHY)
    answer = signed_in(people.ratna).post(f"{approval.get_absolute_url()}setujui/")
    assert answer.status_code == 403
    with pytest.raises(Refused):
        grant(approval=approval, by=people.ratna)
