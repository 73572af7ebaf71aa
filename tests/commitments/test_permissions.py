"""Who may keep, move and withdraw a promise, person by person; and that a right which ends is refused, not used."""

import pytest

from commitments.actions import keep_commitment, move_due_date, withdraw_commitment
from commitments.models import Commitment, State
from commons.access import Refused, can
from commons.standing import standing
from projects.actions import archive_project, end_partnership
from projects.models import Project
from stakeholders.actions import end_membership, join, suspend_organisation
from tests.commitments.promises import asked, in_days, of_a_person, promised
from tests.people import People, signed_in
from tests.projects.life import finished
from tests.projects.test_completions import let_pass
from tests.town import MANAGER, REPRESENTATIVE, Town

KEEP, MOVE, WITHDRAW = (f"commitments.{act}" for act in ("keep_commitment", "move_due_date", "withdraw_commitment"))


def who_may(people: People, act: str, commitment: Commitment) -> set[str]:
    return {one.handle for one in vars(people).values() if can(one, act, commitment)}


@pytest.mark.parametrize(
    ("act", "of_the_firm", "of_sunarti"),
    [(KEEP, {"bayu", "putri"}, {"sunarti", "putri"}), (MOVE, {"bayu"}, {"sunarti"}), (WITHDRAW, {"bayu"}, {"sunarti"})],
)
def test_the_owner_may_and_the_coordinator_may_only_say_that_it_was_kept(
    people: People, town: Town, project: Project, act: str, of_the_firm: set[str], of_sunarti: set[str]
) -> None:
    """bayu represents the firm, putri coordinates; ratna leads the office, rizky the project, and neither may."""
    assert who_may(people, act, promised(people, project, town.firm)) == of_the_firm
    assert who_may(people, act, of_a_person(people, project, people.sunarti)) == of_sunarti


def test_nobody_may_do_anything_with_what_is_closed(people: People, town: Town, project: Project) -> None:
    kept = promised(people, project, town.firm)
    keep_commitment(commitment=kept, by=people.bayu, note="Diserahkan di pos.")
    withdrawn = of_a_person(people, project, people.sunarti)
    withdraw_commitment(commitment=withdrawn, by=people.sunarti, reason="Pindah rumah")
    for commitment in Commitment.objects.all():
        for act in (KEEP, MOVE, WITHDRAW):
            assert who_may(people, act, commitment) == set()
    for again in (kept, withdrawn):
        with pytest.raises(Refused):
            withdraw_commitment(commitment=again, by=people.bayu, reason="Tidak jadi")


# pitfall: P3
@pytest.mark.parametrize("page", ["tepati", "tenggat", "tarik"])
def test_who_may_not_is_refused_at_the_door_with_the_reason(
    people: People, town: Town, project: Project, page: str
) -> None:
    commitment = promised(people, project, town.firm)
    form = {"note": "Sudah", "due_on": str(in_days(30)), "reason": "Menunggu izin"}
    for stranger in (people.dewi, people.ratna, people.sunarti):
        answer = signed_in(stranger).post(f"{commitment.get_absolute_url()}{page}/", form)
        assert answer.status_code == 403
        assert "pemilik" in answer.content.decode()
    commitment.refresh_from_db()
    assert (commitment.state, commitment.due_on) == (State.OPEN, in_days(20))


def test_o7_a_promise_in_a_project_that_one_may_not_see_is_not_there(
    people: People, town: Town, private_project: Project
) -> None:
    commitment = promised(people, private_project, town.firm)
    paths = [f"{commitment.get_absolute_url()}{page}" for page in ("", "tepati/", "tenggat/", "tarik/")]
    for path in paths:
        assert signed_in(people.dewi).get(path).status_code == 404
        assert signed_in(people.dewi).post(path, {"note": "a"}).status_code in (404, 405)
        assert signed_in(people.bayu).get(path).status_code == 200


def test_a_right_that_ends_while_the_form_is_open_is_refused_with_the_same_sentence(
    people: People, town: Town, project: Project
) -> None:
    commitment = promised(people, project, town.firm)
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    browser, path = signed_in(people.bayu), f"{commitment.get_absolute_url()}tepati/"
    assert browser.get(path).status_code == 200
    end_membership(membership=town.firm.memberships.get(person=people.bayu), by=people.bayu)
    answer = browser.post(path, {"note": "Diserahkan di pos."})
    assert answer.status_code == 403
    assert "Ditandai ditepati oleh pemilik atau koordinator" in answer.content.decode()
    assert Commitment.objects.get().is_open


@pytest.mark.parametrize("how", ["left", "suspended", "closed"])
def test_a_right_that_ended_between_the_door_and_the_lock_is_refused(
    people: People, town: Town, project: Project, how: str
) -> None:
    commitment = promised(people, project, town.firm)
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    standing(people.bayu)  # the request worked out what bayu may do
    assert can(people.bayu, KEEP, commitment)
    if how == "left":
        end_membership(membership=town.firm.memberships.get(person=people.bayu), by=people.bayu)
    elif how == "suspended":
        suspend_organisation(organisation=town.firm, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    else:
        withdraw_commitment(commitment=commitment, by=people.sunarti, reason="Tidak sanggup")
    for act, facts in (
        (keep_commitment, {"note": "Sudah"}),
        (move_due_date, {"due_on": in_days(30), "reason": "Menunggu izin"}),
        (withdraw_commitment, {"reason": "Tidak sanggup"}),
    ):
        with pytest.raises(Refused) as refusal:
            act(commitment=commitment, by=people.bayu, **facts)  # type: ignore[operator]
        assert "selama" in refusal.value.reason


def test_a_partnership_that_ends_takes_its_open_promise_with_it_and_the_open_form_is_refused(
    people: People, town: Town, project: Project
) -> None:
    kept, other = promised(people, project, town.firm), promised(people, project, town.ngo)
    browser, path = signed_in(people.bayu), f"{kept.get_absolute_url()}tepati/"
    assert browser.get(path).status_code == 200
    end_partnership(partnership=kept.source, by=people.putri, reason="Program selesai")
    assert browser.post(path, {"note": "Diserahkan di pos."}).status_code == 403
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.state, other.state) == (State.WITHDRAWN, State.OPEN)
    assert kept.entries.get().note == "Program selesai"


# pitfall: P1
def test_in_an_archived_project_no_promise_changes_and_what_was_open_stays_so(
    people: People, town: Town, project: Project
) -> None:
    kept, still_open = promised(people, project, town.firm), promised(people, project, town.ngo)
    finished(project, people.rizky, people.putri)
    keep_commitment(commitment=kept, by=people.bayu, note="Diserahkan setelah proyek selesai.")
    let_pass(project, days=15)
    archive_project(project=project, by=people.putri)
    still_open.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.state, still_open.state) == (State.KEPT, State.OPEN)
    forms = {
        "tepati": {"note": "Sudah"}, "tenggat": {"due_on": str(in_days(30)), "reason": "Menunggu izin"},
        "tarik": {"reason": "Tidak sanggup"}, "serahkan": {"to": people.dewi.pk}, "belum": {"reason": "Baru separuh"},
    }  # fmt: skip
    for commitment in (kept, still_open):
        for person in (people.bayu, people.dewi, people.putri):
            for page, form in forms.items():
                answer = signed_in(person).post(f"{commitment.get_absolute_url()}{page}/", form)
                assert answer.status_code == 403, (page, person.handle)


def test_whoever_comes_later_speaks_for_the_organisations_promise(people: People, town: Town, project: Project) -> None:
    commitment = promised(people, project, town.firm)
    assert not can(people.sunarti, MOVE, commitment)
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    keep_commitment(commitment=commitment, by=people.sunarti, note="Sudah diserahkan")
    entry = commitment.entries.get()
    assert (entry.by, entry.acting_as) == (people.sunarti, town.firm)


def test_an_invitation_that_is_not_answered_promises_nothing(people: People, town: Town, project: Project) -> None:
    asked(people, project, town.firm)
    assert not Commitment.objects.exists()
