"""Who decides, who reads, and who does not: the office, its leader's deputy, whoever asked, and everybody else."""

from datetime import timedelta

import pgtrigger
import pytest
from django.contrib.auth.models import AnonymousUser

from approvals.actions import end_deputy, grant, offices, set_deputy
from approvals.actions.deputies import tell_term
from approvals.models import Approval, Deputy
from commons import contributions
from commons.access import Refused, can
from commons.calendar import today
from commons.contributions import Rule
from stakeholders.models import Organisation
from tests.approvals.conftest import deputy
from tests.people import People, signed_in
from tests.town import members

State = Approval.State
OFFICE = {"putri", "ratna"}
MAY = {
    "approvals.read": {state: OFFICE | {"rizky"} for state in State.values},
    "approvals.grant": {"waiting": OFFICE, "returned": OFFICE},
    "approvals.return": {"waiting": OFFICE},
    "approvals.refuse": {"waiting": OFFICE, "returned": OFFICE},
    "approvals.undo": {"granted": OFFICE, "refused": OFFICE},
}
OF_NO_APPROVAL = {"approvals.read_queue", "approvals.set_deputy", "approvals.end_deputy"}


def test_the_table_names_every_rule() -> None:
    ours = {rule.code for rule in contributions.all_of(Rule) if rule.code.startswith("approvals.")}
    assert ours == set(MAY) | OF_NO_APPROVAL


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("rule", MAY)
def test_who_may_do_what_in_which_state(people: People, approval: Approval, rule: str, state: str) -> None:
    approval.state = state
    users = {"visitor": AnonymousUser()} | vars(people)
    assert {name for name, user in users.items() if can(user, rule, approval)} == MAY[rule].get(state, set())


@pytest.mark.parametrize("rule", ["approvals.read_queue", "approvals.set_deputy"])
def test_the_queue_and_the_deputies_are_the_offices(people: People, rule: str) -> None:
    assert {name for name, user in vars(people).items() if can(user, rule)} == OFFICE
    assert not can(AnonymousUser(), rule)


def test_nobody_decides_about_what_they_asked_for(people: People, approval: Approval) -> None:
    deputy(people.rizky, people.ratna)
    assert not can(people.rizky, "approvals.grant", approval)
    with pytest.raises(Refused):
        grant(approval=approval, by=people.rizky)
    assert can(people.rizky, "approvals.read_queue")


def test_before_the_term_a_deputy_is_nobody_in_it_the_office_after_it_nobody_again(
    people: People, approval: Approval
) -> None:
    """dewi has no part in the office: all that she may comes from the term."""
    path = approval.get_absolute_url()
    term = deputy(people.dewi, people.ratna, begins=1, ends=5)
    assert (signed_in(people.dewi).get(path).status_code, can(people.dewi, "approvals.grant", approval).allowed) == (
        404,
        False,
    )

    moved(term, begins=0, ends=4)
    assert "Koperasi Melati" in signed_in(people.dewi).get(path).content.decode()
    assert "Koperasi Melati" in signed_in(people.dewi).get("/persetujuan/").content.decode()
    assert can(people.dewi, "approvals.grant", approval)

    moved(term, begins=-5, ends=-1)
    assert signed_in(people.dewi).get(path).status_code == 404
    assert signed_in(people.dewi).post(f"{path}setujui/").status_code == 404
    assert not can(people.dewi, "approvals.read_queue")
    assert Organisation.objects.get().state == "submitted"


def test_a_term_that_is_over_gives_nothing_though_nobody_has_taken_it_away_yet(
    people: People, approval: Approval
) -> None:
    deputy(people.dewi, people.ratna)
    assert can(people.dewi, "approvals.read_queue")  # remembered from here on
    rewrite(Deputy.objects.get(), begins=-5, ends=-1)
    assert members_of_deputies() == {"dewi"}
    assert not can(people.dewi, "approvals.read_queue")
    assert not can(people.dewi, "approvals.grant", approval)
    with pytest.raises(Refused):
        grant(approval=approval, by=people.dewi)


def test_the_decision_says_in_whose_stead_it_was_made(people: People, approval: Approval) -> None:
    deputy(people.dewi, people.ratna, decree="821/12/2026")
    grant(approval=approval, by=people.dewi)
    assert approval.decisions.get(what="granted").who == "Plh. Lurah Dewi Lestari"
    page = signed_in(people.rizky).get(Organisation.objects.get().get_absolute_url()).content.decode()
    assert "Disetujui oleh Plh. Lurah Dewi Lestari" in page


def test_ended_early_the_right_goes_at_once(people: People, approval: Approval) -> None:
    term = deputy(people.dewi, people.ratna)
    assert members_of_deputies() == {"dewi"}
    end_deputy(deputy=term, by=people.putri)
    assert members_of_deputies() == set()
    assert not can(people.dewi, "approvals.grant", approval)
    with pytest.raises(Refused):
        end_deputy(deputy=term, by=people.putri)


def test_two_have_no_office_on_the_same_day(people: People) -> None:
    deputy(people.dewi, people.ratna, begins=0, ends=5)
    with pytest.raises(Refused, match="Dewi Lestari"):
        deputy(people.bayu, people.ratna, begins=5, ends=9)
    deputy(people.bayu, people.ratna, begins=6, ends=9)
    deputy(people.bayu, people.ratna, begins=0, ends=5, office="sekretaris")


@pytest.mark.parametrize(("begins", "ends"), [(-5, -1), (3, 2)])
def test_a_term_ends_in_the_future_and_after_it_begins(people: People, begins: int, ends: int) -> None:
    with pytest.raises(Refused):
        deputy(people.dewi, people.ratna, begins=begins, ends=ends)


def test_who_may_not_name_a_deputy(people: People) -> None:
    for one in (people.dewi, people.rizky):
        with pytest.raises(Refused):
            set_deputy(person=one, by=one, kind="plh", office="lurah", from_on=today(), to_on=today())
        assert signed_in(one).get("/persetujuan/pelaksana/baru/").status_code == 403
    assert not Deputy.objects.exists()


def members_of_deputies() -> set[str]:
    return members(offices("deputy")[0])


def rewrite(term: Deputy, *, begins: int, ends: int) -> None:
    """The days go by: nobody can change a term, so the test moves it behind the database's back."""
    day = today()
    with pgtrigger.ignore("approvals.Deputy:deputy_is_never_rewritten"):
        Deputy.objects.filter(pk=term.pk).update(from_on=day + timedelta(days=begins), to_on=day + timedelta(days=ends))
    term.refresh_from_db()


def moved(term: Deputy, *, begins: int, ends: int) -> None:
    """The same, and the reminders of the term's two ends have spoken."""
    rewrite(term, begins=begins, ends=ends)
    assert tell_term(None, term) == "told"
