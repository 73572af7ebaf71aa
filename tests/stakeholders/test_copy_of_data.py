"""The copy of one's data names no organisation and no agreement that one may no longer know of (O8)."""

import io
import zipfile
from typing import Any

from accounts.actions import dismiss
from accounts.queries import copy_of_my_data
from approvals.actions import undo
from commons.calendar import at
from meetings.actions import answer_meeting, call_meeting
from meetings.models import Invitee
from projects.actions import answer_partnership
from stakeholders.actions import end_membership, join, submit_organisation, verify_organisation
from stakeholders.models import Membership, Organisation
from tests.approvals.conftest import approval_of
from tests.people import People
from tests.stakeholders.dealings import ahead, logged, signed
from tests.town import REPRESENTATIVE, Town, invite, make_project

SECRET = "Kencur4417"


def copied(one: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(copy_of_my_data(one)[1])) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def hidden_again(people: People) -> Organisation:
    """Verified, so that somebody could join and answer for it; then that was a mistake."""
    made = submit_organisation(by=people.rizky, name=f"Koperasi {SECRET}", sector="private", kind="koperasi")
    return verify_organisation(organisation=made, by=people.putri)


def test_o8_who_left_an_organisation_that_is_hidden_again_reads_no_name(people: People, town: Town) -> None:
    made = hidden_again(people)
    join(organisation=made, person=people.sunarti, role=REPRESENTATIVE)
    partnership = invite(people, make_project(people, town), made)
    answer_partnership(partnership=partnership, by=people.sunarti, accept=True)
    call_meeting(
        by=people.ratna, title="Rapat warga", host=town.office, chair=people.ratna, starts_at=at(ahead(3), 9),
        ends_at=at(ahead(3), 10), zone="Asia/Jakarta", place="Balai", organisations=[made],
    )  # fmt: skip
    answer_meeting(invitee=Invitee.objects.get(organisation=made), by=people.sunarti, answer="yes", note="")
    assert SECRET in copied(people.sunarti)
    end_membership(membership=Membership.objects.get(person=people.sunarti, organisation=made), by=people.sunarti)
    undo(approval=approval_of(made), by=people.ratna, reason="Salah memilih organisasi.")
    kept = copied(people.sunarti)
    assert SECRET not in kept
    assert '"role": "representative"' in kept
    assert SECRET in copied(people.rizky)


def test_o8_who_left_the_office_reads_no_title_and_no_name(people: People, town: Town) -> None:
    signed(people, town, title=f"Kesepakatan {SECRET}", sight="parties")
    waits = submit_organisation(by=people.rizky, name=f"Karang {SECRET}", sector="community")
    logged(people, waits, summary="Menelepon.", next_step="", owner=None, due_on=None)
    assert SECRET in copied(people.putri)
    end_membership(membership=Membership.objects.get(person=people.putri, organisation=town.office), by=people.putri)
    dismiss(person=people.putri, office="staff")
    assert SECRET not in copied(people.putri)
