"""What stands in a leaving person's name: the projects they coordinate, and the proposals nobody has decided about."""

from typing import Any

from approvals.actions import grant, return_
from commons.contributions import handovers
from projects.actions import withdraw_proposal
from projects.models import Proposal
from tests.accounts.test_privacy import browser_of
from tests.people import People
from tests.projects.life import proposed
from tests.town import Town


def held(person: Any, organisation: Any, reader: Any) -> list[str]:
    """Titles of the proposals in the list of what this person holds."""
    return [
        card.title
        for offer, cards in handovers(person, organisation, reader)
        if offer.code == "projects.proposed"
        for card in cards
    ]


def decide(proposal: Proposal, people: People) -> None:
    for _step in range(2):
        approval = proposal.newest
        assert approval is not None
        grant(approval=approval, by=people.ratna)


def test_open_proposals_stand_there_until_they_are_decided_or_withdrawn(people: People, town: Town) -> None:
    waiting, back, done, gone = (proposed(people.bayu, town.firm, title=f"Usulan {n}") for n in "1234")
    returned = back.newest
    assert returned is not None
    return_(approval=returned, by=people.ratna, reason="Lengkapi denah lokasinya.")
    decide(done, people)
    withdraw_proposal(proposal=gone, by=people.bayu, reason="Digabung dengan usulan lain.")
    assert held(people.bayu, None, people.bayu) == ["Usulan 1", "Usulan 2"]
    assert held(people.bayu, town.firm, people.bayu) == ["Usulan 1", "Usulan 2"]
    assert held(people.bayu, town.ngo, people.bayu) == []
    assert held(people.dewi, None, people.dewi) == []
    assert waiting.reference in browser_of(people.bayu).get("/akun/hapus/").content.decode()


def test_who_may_not_see_a_proposal_reads_of_none(people: People, town: Town) -> None:
    proposed(people.bayu, town.firm)
    assert held(people.bayu, None, people.dewi) == []
    assert held(people.bayu, None, people.ratna) == ["Taman baca RW 05"]
