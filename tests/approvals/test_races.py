"""Two of the office decide at the same moment: one decision stands, and the other is told so."""

import pytest

from approvals.models import Approval
from stakeholders.actions import submit_organisation
from stakeholders.models import Organisation
from tests.approvals.conftest import approval_of
from tests.guards.at_once import posting, together
from tests.people import People
from tests.town import members

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
WHY = "Susunan pengurus tidak lengkap."


def test_of_two_decisions_one_wins(people: People) -> None:
    for n in range(ROUNDS):
        sent_in = submit_organisation(by=people.rizky, name=f"Koperasi {n}", sector="private", kind="koperasi")
        path = approval_of(sent_in).get_absolute_url()
        answers = together(
            [posting(people.putri, f"{path}setujui/"), posting(people.ratna, f"{path}tolak/", reason=WHY)]
        )
        assert set(answers) <= {303, 403}
        approval = approval_of(sent_in)
        assert approval.decisions.count() == 2  # asked, and one decision
        sent_in.refresh_from_db()
        assert {"granted": "verified", "refused": "refused"}[approval.state] == sent_in.state
        assert members(sent_in.group) == ({"rizky"} if sent_in.state == "verified" else set())


def test_mended_while_it_is_verified(people: People) -> None:
    for n in range(ROUNDS):
        sent_in = submit_organisation(by=people.rizky, name=f"Koperasi {n}", sector="private", kind="koperasi")
        path = approval_of(sent_in).get_absolute_url()
        posting(people.putri, f"{path}kembalikan/", reason=WHY)()
        facts = {"name": f"Koperasi {n}", "sector": "private", "kind": "koperasi", "about": "Lengkap."}
        answers = together(
            [posting(people.putri, f"{path}setujui/"), posting(people.rizky, f"/direktori/{sent_in.pk}/ubah/", **facts)]
        )
        assert set(answers) <= {303, 403}
        assert Organisation.objects.get(pk=sent_in.pk).state == "verified"
        assert Approval.objects.about("stakeholders.organisation", sent_in.pk).get().state == "granted"
