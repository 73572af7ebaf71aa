"""Two at the same moment over the registry's greater acts: decisions, handing over, imports and what happens beside.

Whatever comes first, one of them is told why not, nobody meets a 500, and what must hold holds in the database.
"""

from typing import Any

import pytest

from activity.models import Follow, Thread
from approvals.models import Deputy
from commons.editing import digest
from stakeholders.actions import carry_out_import, edit_organisation, join, submit_organisation
from stakeholders.models import Import, Invitation, Membership, Organisation
from stakeholders.queries import facts_of
from tests.approvals.conftest import approval_of
from tests.guards.at_once import posting, together
from tests.people import People, person, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, imported, row
from tests.town import MANAGER, Town, make_project

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3
WHY = "Susunan pengurus tidak lengkap."
DONE, TOLD = 303, {303, 403, 404, 409, 422}


def membership(user: Any, organisation: Organisation) -> Membership:
    return Membership.objects.get(person=user, organisation=organisation, until_on=None)


def managers(organisation: Organisation) -> set[str]:
    return {one.person.handle for one in organisation.memberships.active().managers().select_related("person")}


@pytest.mark.parametrize(("one", "other"), [("setujui", "setujui"), ("kembalikan", "tolak"), ("setujui", "kembalikan")])
def test_two_of_the_office_decide_and_one_decision_stands(people: People, town: Town, one: str, other: str) -> None:
    for n in range(ROUNDS):
        sent_in = submit_organisation(by=people.rizky, name=f"Koperasi {n}", sector="private", kind="koperasi")
        path = approval_of(sent_in).get_absolute_url()
        answers = together(
            [posting(people.putri, f"{path}{one}/", reason=WHY), posting(people.ratna, f"{path}{other}/", reason=WHY)]
        )
        assert set(answers) <= TOLD
        decided = list(approval_of(sent_in).decisions.order_by("pk").values_list("what", flat=True))
        # What was returned may be decided once more: the office may hear by telephone what was missing.
        assert decided in (
            ["asked", "granted"],
            ["asked", "returned"],
            ["asked", "refused"],
            ["asked", "returned", "refused"],
            ["asked", "returned", "granted"],
        )
        assert Organisation.objects.get(pk=sent_in.pk).state == {
            "granted": "verified", "returned": "returned", "refused": "refused",
        }[decided[-1]]  # fmt: skip


def test_a_decision_is_undone_once(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        sent_in = submit_organisation(by=people.rizky, name=f"Koperasi {n}", sector="private", kind="koperasi")
        path = approval_of(sent_in).get_absolute_url()
        assert posting(people.putri, f"{path}setujui/")() == DONE
        form = {"reason": "Salah memilih organisasi.", "then": "dicek"}
        answers = together([posting(by, f"{path}batalkan/", **form) for by in (people.putri, people.ratna)])
        assert set(answers) <= TOLD
        assert type(approval_of(sent_in)).objects.about("stakeholders.organisation", sent_in.pk).open().count() == 1


# pitfall: O4
def test_a_manager_hands_over_to_one_who_leaves_at_that_moment(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        heir = person(f"ahli-{n}", f"Ahli {n}")
        theirs = join(organisation=town.firm, person=heir, role="representative")
        mine = join(organisation=town.firm, person=people.bayu, role=MANAGER)
        path = f"/direktori/{town.firm.pk}/anggota"
        answers = together(
            [
                posting(people.bayu, f"{path}/{mine.pk}/lepas/", successor=theirs.pk),
                posting(heir, f"{path}/{theirs.pk}/lepas/"),
            ]
        )
        assert set(answers) <= TOLD
        assert len(managers(town.firm)) == 1, answers
        if managers(town.firm) != {"bayu"}:
            join(organisation=town.firm, person=people.bayu, role=MANAGER)
            posting(heir, f"{path}/{membership(heir, town.firm).pk}/lepas/")()


def test_an_invitation_and_a_request_let_somebody_in_once(people: People, town: Town) -> None:
    for n in range(ROUNDS):
        newcomer = person(f"baru-{n}", f"Baru {n}")
        posting(newcomer, f"/direktori/{town.firm.pk}/bergabung/", note="Humas.")()
        asked = town.firm.join_requests.get(person=newcomer)
        posting(people.bayu, f"/direktori/{town.firm.pk}/anggota/undang/", emails=newcomer.email, role=MANAGER)()
        invitation = Invitation.objects.get(email=newcomer.email)
        answers = together(
            [
                posting(newcomer, f"/undangan/{invitation.pk}/jawab/"),
                posting(newcomer, f"/undangan/{invitation.pk}/jawab/"),
                posting(people.bayu, f"/direktori/{town.firm.pk}/bergabung/{asked.pk}/jawab/", answer="accept"),
            ]
        )
        assert set(answers) <= TOLD
        assert membership(newcomer, town.firm).role == MANAGER
        assert not town.firm.join_requests.open().exists()


# pitfall: F5
def test_of_two_that_save_one_profile_the_second_sees_both(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    for n in range(ROUNDS):
        seen = digest(facts_of(Organisation.objects.get(pk=town.firm.pk)))
        texts = {one: f"Air bersih menurut {one.handle} {n}." for one in (people.bayu, people.sunarti)}
        path = f"/direktori/{town.firm.pk}/ubah/"
        answers = together([posting(one, path, about=text, seen=seen) for one, text in texts.items()])
        assert sorted(answers) == [303, 409]
        winner = [people.bayu, people.sunarti][answers.index(303)]
        assert Organisation.objects.get(pk=town.firm.pk).about == texts[winner]


def test_one_office_has_one_deputy_though_two_name_one(people: People, town: Town) -> None:
    form = {"kind": "plh", "office": "lurah", "from_on": "2031-03-03", "to_on": "2031-03-09", "decree": "821/7"}
    answers = together(
        [
            posting(people.putri, "/persetujuan/pelaksana/baru/", person=people.dewi.handle, **form),
            posting(people.ratna, "/persetujuan/pelaksana/baru/", person=people.tukimin.handle, **form),
        ]
    )
    assert set(answers) <= TOLD
    assert Deputy.objects.count() == 1


def test_an_organisation_is_suspended_while_it_is_invited_as_a_partner(people: People, town: Town) -> None:
    """Neither waits for the other for ever: one holds the organisation, the other what is remembered of rights."""
    for n in range(ROUNDS * 2):
        Organisation.objects.filter(pk=town.ngo.pk).update(state="verified")
        join(organisation=town.ngo, person=people.dewi, role=MANAGER)
        project = make_project(people, town, f"Proyek {n}", visibility="private")
        answers = together(
            [
                posting(people.ratna, f"/direktori/{town.ngo.pk}/bekukan/", reason="Pengurus tidak dapat dihubungi."),
                posting(people.putri, f"/proyek/{project.pk}/tim/undang/", organisation=town.ngo.pk, role="supporter"),
            ]
        )
        assert set(answers) <= TOLD, answers
        assert not town.ngo.group.user_set.exists()


class TestImports:
    """While one is carried out or undone, others go on working with what it brings."""

    def brought(self, people: People, *names: str) -> Import:
        batch = imported(signed_in(people.putri), as_csv([HEADINGS, *(row(name) for name in names)]))
        return carry_out_import(batch=batch, by=people.putri)

    def test_what_was_edited_beside_it_is_not_overwritten(self, people: People, town: Town) -> None:
        for n in range(ROUNDS):
            table = as_csv([HEADINGS, row(town.firm.name, "Swasta", Tentang=f"Dari berkas {n}."), row(f"Melati {n}")])
            batch = imported(signed_in(people.putri), table)
            by_hand = facts_of(town.firm) | {"about": f"Dari halaman {n}."}
            answers = together(
                [
                    posting(people.putri, f"{batch.get_absolute_url()}terapkan/"),
                    lambda facts=by_hand: edit_organisation(organisation=town.firm, by=people.ratna, **facts),  # type: ignore[misc]
                ]
            )
            assert answers[0] == DONE
            town.firm.refresh_from_db()
            batch.refresh_from_db()
            assert town.firm.about == f"Dari halaman {n}."
            assert Organisation.objects.filter(name=f"Melati {n}").exists() == (batch.state == "done")

    def test_one_is_undone_once(self, people: People, town: Town) -> None:
        for n in range(ROUNDS):
            path = f"{self.brought(people, f'Melati {n}').get_absolute_url()}urungkan/"
            answers = together([posting(by, path) for by in (people.putri, people.ratna, people.putri)])
            assert set(answers) <= TOLD
            assert not Organisation.objects.filter(name=f"Melati {n}").exists()
        assert set(Import.objects.values_list("state", flat=True)) == {"undone"}

    @pytest.mark.parametrize("beside", ["edits", "invites", "follows", "gives a logo away", "invites as partner"])
    def test_it_is_undone_or_somebody_has_built_on_it(self, people: People, town: Town, beside: str) -> None:
        project = make_project(people, town)
        for n in range(ROUNDS):
            batch = self.brought(people, f"Melati {n}")
            made = Organisation.objects.get(name=f"Melati {n}")
            page = f"/direktori/{made.pk}/"
            deeds = {
                "edits": lambda p=page, m=made: posting(
                    people.ratna, f"{p}ubah/", name=m.name, sector="community", about="Diubah."
                ),
                "invites": lambda p=page: posting(
                    people.ratna, f"{p}anggota/undang/", emails="ani@contoh.example", role=MANAGER
                ),
                "follows": lambda p=page: posting(people.sunarti, f"{p}ikuti/"),
                "gives a logo away": lambda p=page: posting(people.ratna, f"{p}logo/hapus/"),
                "invites as partner": lambda m=made: posting(
                    people.putri, f"/proyek/{project.pk}/tim/undang/", organisation=m.pk, role="supporter"
                ),
            }
            undo = posting(people.putri, f"{batch.get_absolute_url()}urungkan/")
            answers = together([undo, deeds[beside]()])
            assert set(answers) <= TOLD, answers
            batch.refresh_from_db()
            is_there = Organisation.objects.filter(pk=made.pk).exists()
            assert is_there == (batch.state == "done"), answers
            assert Thread.objects.filter(pk=made.thread_id).exists() == is_there
            if not is_there:
                assert not Follow.objects.filter(thread=made.thread_id).exists()
                assert not Invitation.objects.filter(organisation=made.pk).exists()
                assert not project.partnerships.filter(organisation=made.pk).exists()
