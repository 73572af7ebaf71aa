"""What already lies in the outbox when somebody goes: it stays here, whatever kind of mail it is (O2).

One manager is told of everything an organisation is told of; then goes, in every way there is, and the outbox is sent.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import leave, set_active
from activity.actions import begin_to_follow
from commons.models import Area
from mail.delivery import drain
from mail.models import Message
from meetings.actions import call_meeting
from notifications.fanout import dispatch
from notifications.models import Notification, Preference
from projects.actions import open_project, post_status
from projects.models import Project
from stakeholders.actions import (
    archive_organisation,
    ask_for_residency,
    ask_to_join,
    change_role,
    end_membership,
    join,
    suspend_organisation,
)
from stakeholders.actions.agreements import end_agreement, keep_agreement
from stakeholders.models import Membership, Organisation
from tests.people import People, person, signed_in
from tests.sinks import MailSink, mail_sink
from tests.stakeholders.dealings import ahead
from tests.town import MANAGER, REPRESENTATIVE, Town, invite, partner

__all__ = ["mail_sink"]


def mine(people: People, town: Town) -> Membership:
    return Membership.objects.get(person=people.sunarti, organisation=town.firm, until_on=None)


WAYS: dict[str, Callable[[People, Town], object]] = {
    "leaves": lambda people, town: end_membership(membership=mine(people, town), by=people.sunarti),
    "is removed": lambda people, town: end_membership(membership=mine(people, town), by=people.bayu),
    "organisation is suspended": lambda people, town: suspend_organisation(
        organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi."
    ),
    "organisation is archived": lambda people, town: archive_organisation(
        organisation=town.firm, by=people.putri, reason="Sudah bubar."
    ),
    "account is kept out": lambda people, town: set_active(person=people.sunarti, is_active=False),
}


@pytest.fixture
def outbox(people: People, town: Town) -> list[int]:
    """Mails to sunarti as manager of the firm, which speaks for an RW: each kind that can wait for a manager."""
    end_membership_of_the_shop(people, town)
    join(organisation=town.firm, person=people.sunarti, role=MANAGER)
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    rw = Area.objects.get_or_create(level="rw", number=7, parent=kelurahan)[0]
    Organisation.objects.filter(pk=town.firm.pk).update(kind="rw", sector="community")
    town.firm.areas.add(rw)
    for verb, reason in (("projects.status_posted", "follows"), ("stakeholders.agreement_ended", "concerned")):
        Preference.objects.create(person=people.sunarti, verb=verb, reason=reason, channel="mail")
    secret = open_project(
        by=people.ratna, title="Pipa rahasia", lead=town.youth, coordinator=people.putri, visibility="private"
    )
    dispatch()
    Message.objects.all().delete()
    tell_everything(people, town, secret, rw)
    dispatch()
    found = Message.objects.filter(person=people.sunarti, state=Message.State.QUEUED)
    found.update(due_at=timezone.now() - timedelta(minutes=1))
    return list(found.values_list("pk", flat=True))


def end_membership_of_the_shop(people: People, town: Town) -> None:
    """She speaks for one organisation only."""
    join(organisation=town.shop, person=people.tukimin, role=MANAGER)
    end_membership(membership=Membership.objects.get(person=people.sunarti, organisation=town.shop), by=people.sunarti)


def tell_everything(people: People, town: Town, secret: Project, rw: Area) -> None:
    ask_to_join(organisation=town.firm, person=person("pelamar", "Pelamar Satu"))
    ask_for_residency(person=person("warga", "Warga Satu"), area=rw)
    agreement = keep_agreement(
        by=people.putri, kind="mou", title="Kesepakatan tertutup", parties=[town.firm, town.office],
        signed_on=ahead(-9), from_on=ahead(-9), until_on=ahead(99), sight="parties",
    )  # fmt: skip
    end_agreement(agreement=agreement, by=people.putri, ended_on=ahead(0), end_reason="Disepakati.")
    invite(people, secret, town.ngo)  # somebody else's
    partner(people, secret, town.firm)
    begin_to_follow(people.sunarti, secret.thread)
    post_status(project=secret, author=people.rizky, acting_as=town.youth, condition="on_track", note="Maju.")
    starts_at = timezone.now() + timedelta(days=4)
    call_meeting(
        by=people.ratna, title="Rapat tertutup", host=town.office, chair=people.ratna, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1), zone="Asia/Jakarta", place="Balai", organisations=[town.firm],
        visibility="private",
    )  # fmt: skip


def kinds_of(outbox: list[int]) -> set[str]:
    """What they are about: the verb of a told activity, or the mail's own kind."""
    mails = Message.objects.filter(pk__in=outbox)
    told = [mail.data["notification"] for mail in mails if "notification" in mail.data]
    verbs = Notification.objects.filter(pk__in=told).values_list("activity__verb", flat=True)
    return set(verbs) | {mail.kind for mail in mails if "notification" not in mail.data}


def test_the_outbox_holds_every_kind(outbox: list[int]) -> None:
    assert kinds_of(outbox) >= {
        "stakeholders.join_asked",
        "stakeholders.residency_asked",
        "stakeholders.agreement_ended",
        "projects.status_posted",
        "meetings.meeting_called",
    }


def test_who_stays_gets_all_of_it(people: People, outbox: list[int], mail_sink: MailSink) -> None:
    drain()
    states = dict(Message.objects.filter(pk__in=outbox).values_list("pk", "state"))
    assert set(states.values()) == {Message.State.SENT}


@pytest.mark.parametrize("way", WAYS)
def test_o2_nothing_of_it_leaves_after_somebody_went(
    people: People, town: Town, outbox: list[int], way: str, mail_sink: MailSink
) -> None:
    WAYS[way](people, town)
    drain()
    left = [pk for pk, state in Message.objects.filter(pk__in=outbox).values_list("pk", "state") if state == "sent"]
    assert kinds_of(left) == set()


def test_o2_a_manager_who_only_represents_now_is_asked_nothing(
    people: People, town: Town, outbox: list[int], mail_sink: MailSink
) -> None:
    change_role(membership=mine(people, town), role=REPRESENTATIVE, by=people.bayu)
    drain()
    left = [pk for pk, state in Message.objects.filter(pk__in=outbox).values_list("pk", "state") if state == "sent"]
    assert "stakeholders.join_asked" not in kinds_of(left)
    assert "projects.status_posted" in kinds_of(left)


def test_who_asked_to_be_erased_is_hidden_and_hears_nothing_of_the_organisation(
    people: People, town: Town, outbox: list[int], mail_sink: MailSink
) -> None:
    leave(person=people.sunarti)
    page = signed_in(people.bayu).get(town.firm.get_absolute_url()).content.decode()
    assert "Sunarti" not in page
