"""A member asks to join, the managers hear of it and decide, and the asker is told."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from activity.models import Activity
from commons.access import Refused
from commons.contributions import one
from commons.telling import MailKind
from mail.composing import Withheld
from mail.models import Message
from notifications.queries import waiting_for
from stakeholders.actions import (
    accept_invitation,
    answer_join_request,
    ask_to_join,
    change_role,
    invite_representative,
    join,
    suspend_organisation,
    withdraw_join_request,
)
from stakeholders.models import JoinRequest, Membership
from tests.people import People, person, signed_in
from tests.town import MANAGER, REPRESENTATIVE, Town, members


@pytest.fixture
def asked(people: People, town: Town) -> JoinRequest:
    return ask_to_join(organisation=town.firm, person=people.sunarti, note="Kasir sejak Mei.")


def path(asked: JoinRequest, act: str) -> str:
    return f"/direktori/{asked.organisation_id}/bergabung/{asked.pk}/{act}/"


def test_asking_through_the_pages(people: People, town: Town) -> None:
    browser = signed_in(people.sunarti)
    page = browser.get(town.firm.get_absolute_url()).content.decode()
    assert "Minta bergabung" in page
    answer = browser.post(f"/direktori/{town.firm.pk}/bergabung/", {"note": "Kasir sejak Mei."}, follow=True)
    assert "Permintaan terkirim" in answer.content.decode()
    assert JoinRequest.objects.get().note == "Kasir sejak Mei."
    assert "menunggu jawaban" in browser.get(f"/direktori/{town.firm.pk}/bergabung/").content.decode()


def test_the_managers_hear_of_it_and_it_waits_for_them(people: People, town: Town, asked: JoinRequest) -> None:
    join(organisation=town.firm, person=people.tukimin, role=REPRESENTATIVE)
    message = Message.objects.get(kind="stakeholders.join_asked")
    letter = one(MailKind, message.kind).compose(message)
    assert message.person == people.bayu
    assert "Kasir sejak Mei." in letter.text
    assert path(asked, "jawab") in letter.text
    assert [row.kind for row in waiting_for(people.bayu)] == ["stakeholders.join_request"]
    assert list(waiting_for(people.tukimin)) == []


def test_accepted_one_speaks_for_it_at_once(people: People, town: Town, asked: JoinRequest) -> None:
    form = {"answer": "accept", "title": "Kasir"}
    assert signed_in(people.bayu).post(path(asked, "jawab"), form).status_code == 303
    mine = Membership.objects.get(person=people.sunarti, organisation=town.firm)
    assert (mine.role, mine.title, mine.changed_by) == (REPRESENTATIVE, "Kasir", people.bayu)
    assert members(town.firm.group) == {"bayu", "sunarti"}
    told = Activity.objects.get(verb="stakeholders.join_accepted")
    assert [one.person for one in told.recipients.all()] == [people.sunarti]


def test_declined_with_a_reason_one_may_ask_again(people: People, town: Town, asked: JoinRequest) -> None:
    browser = signed_in(people.bayu)
    short = browser.post(path(asked, "jawab"), {"answer": "decline", "reason": "Tidak."})
    assert short.status_code == 422
    assert "Tidak." in short.content.decode()
    browser.post(path(asked, "jawab"), {"answer": "decline", "reason": "Belum kami kenal."})
    assert JoinRequest.objects.get().state == JoinRequest.State.DECLINED
    assert not Membership.objects.filter(person=people.sunarti, organisation=town.firm).exists()
    ask_to_join(organisation=town.firm, person=people.sunarti)
    assert JoinRequest.objects.count() == 2


def test_one_waits_at_a_time_and_the_database_says_so(people: People, town: Town, asked: JoinRequest) -> None:
    assert ask_to_join(organisation=town.firm, person=people.sunarti).pk == asked.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.create(organisation=town.firm, person=people.sunarti, asked_at=timezone.now())


def test_taken_back_it_is_answered_no_more_and_its_mail_stays_here(
    people: People, town: Town, asked: JoinRequest
) -> None:
    assert signed_in(people.dewi).post(path(asked, "tarik")).status_code == 403
    assert signed_in(people.sunarti).post(path(asked, "tarik")).status_code == 303
    assert signed_in(people.bayu).post(path(asked, "jawab"), {"answer": "accept"}).status_code == 403
    message = Message.objects.get(kind="stakeholders.join_asked")
    with pytest.raises(Withheld):
        one(MailKind, message.kind).compose(message)
    assert list(waiting_for(people.bayu)) == []


# pitfall: O2
@pytest.mark.parametrize("how", ["demoted", "suspended"])
def test_who_manages_it_no_more_reads_nothing_of_it(people: People, town: Town, asked: JoinRequest, how: str) -> None:
    join(organisation=town.firm, person=people.tukimin, role=MANAGER)
    if how == "demoted":
        mine = Membership.objects.get(person=people.bayu, organisation=town.firm)
        change_role(membership=mine, role=REPRESENTATIVE, by=people.tukimin)
    else:
        suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    message = Message.objects.get(kind="stakeholders.join_asked", person=people.bayu)
    with pytest.raises(Withheld):
        one(MailKind, message.kind).compose(message)
    assert signed_in(people.bayu).post(path(asked, "jawab"), {"answer": "accept"}).status_code == 403


def test_only_its_managers_and_the_office_answer(people: People, town: Town, asked: JoinRequest) -> None:
    for other in (people.dewi, people.sunarti):
        assert signed_in(other).post(path(asked, "jawab"), {"answer": "accept"}).status_code == 403
    with pytest.raises(Refused):
        answer_join_request(request=asked, by=people.dewi, accept=True)
    assert signed_in(people.putri).post(path(asked, "jawab"), {"answer": "accept"}).status_code == 303


# pitfall: O7
def test_it_is_not_found_under_another_organisation(people: People, town: Town, asked: JoinRequest) -> None:
    for act in ("jawab", "tarik"):
        foreign = f"/direktori/{town.ngo.pk}/bergabung/{asked.pk}/{act}/"
        assert signed_in(people.dewi).post(foreign, {"answer": "accept"}).status_code == 404


def test_who_speaks_for_it_or_is_no_member_yet_has_nothing_to_ask(people: People, town: Town) -> None:
    with pytest.raises(Refused):
        ask_to_join(organisation=town.firm, person=people.bayu)
    with pytest.raises(Refused):
        ask_to_join(organisation=town.firm, person=person("belum", "Belum Tentu", confirmed_at=None))
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    with pytest.raises(Refused):
        ask_to_join(organisation=town.firm, person=people.sunarti)


def test_an_invitation_settles_the_request(people: People, town: Town, asked: JoinRequest) -> None:
    invitation = invite_representative(organisation=town.firm, email=people.sunarti.email, by=people.bayu)
    accept_invitation(invitation=invitation, person=people.sunarti)
    assert not JoinRequest.objects.get().is_open
    with pytest.raises(Refused):
        withdraw_join_request(request=asked, by=people.sunarti)
