"""The coordinator's digest: what did not happen, on working mornings, to those who look after it and may know it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from commons.audience import set_visibility
from mail.composing import Letter, Withheld
from mail.models import Message
from notifications.models import Preference
from notifications.undone_letter import REASON, VERB, compose, send_undone
from projects.models import Project
from tests.people import People, person
from tests.town import Town, make_project, partner

MONDAY = datetime(2026, 11, 29, 23, 40, tzinfo=UTC)  # 06.40 in Jakarta on Monday
SUNDAY, EARLY, NOON = MONDAY - timedelta(days=1), MONDAY - timedelta(minutes=30), MONDAY + timedelta(hours=5)


@pytest.fixture
def late(people: People, town: Town, project: Project) -> Project:
    """A project that owes an update since three days; putri coordinates it, bayu's firm is a partner."""
    partner(people, project, town.firm)
    Project.objects.filter(pk=project.pk).update(next_update_at=timezone.now() - timedelta(days=3))
    return project


def told() -> set[str]:
    return set(Message.objects.filter(kind="notifications.undone").values_list("person__handle", flat=True))


def letter_to(who: User) -> Letter:
    message = Message.objects.get(kind="notifications.undone", person=who)
    with translation.override(message.language):
        return compose(message)


def test_the_office_and_the_coordinator_hear_of_it_once_a_day(people: People, late: Project) -> None:
    Project.objects.filter(pk=late.pk).update(coordinator=people.dewi)
    for _n in range(3):
        send_undone(MONDAY)
    assert told() == {"ratna", "putri", "dewi"}
    assert Message.objects.filter(kind="notifications.undone").count() == 3
    send_undone(MONDAY + timedelta(days=1))
    assert Message.objects.filter(kind="notifications.undone").count() == 6


def test_it_reads_as_what_did_not_happen(people: People, late: Project) -> None:
    send_undone(MONDAY)
    letter = letter_to(people.putri)
    assert letter.subject == "1 hal belum terjadi di Rembuk"
    assert "Bank sampah RW 03 belum diperbarui" in letter.text
    assert "Proyek menunggu kabar · terlambat, tenggat 3 hari yang lalu" in letter.text
    assert "Menunggu Bayu Prasetyo, Putri Anggraini, Rizky Maulana" in letter.text
    assert "http://testserver/meja/" in letter.text
    assert not re.search(r"\n{3,}|[ \t]\n", letter.text)
    assert "List-Unsubscribe" in letter.headers
    people.putri.language = "en"
    people.putri.save()
    Message.objects.all().delete()
    send_undone(MONDAY)
    assert letter_to(people.putri).subject == "1 thing has not happened at Rembuk"


@pytest.mark.parametrize("when", [SUNDAY, EARLY, NOON])
def test_only_on_working_mornings(people: People, late: Project, when: datetime) -> None:
    assert send_undone(when) == 0
    assert told() == set()


def test_nothing_undone_is_no_mail(people: People, town: Town, project: Project) -> None:
    assert send_undone(MONDAY) == 0


def test_o2_staff_hear_nothing_of_what_they_may_not_see(people: People, town: Town) -> None:
    hidden = make_project(people, town, "Rahasia Mawar", visibility="private")
    Project.objects.filter(pk=hidden.pk).update(next_update_at=timezone.now() - timedelta(days=3))
    person("bagus", "Bagus Wijaya", offices=("staff",))
    send_undone(MONDAY)
    assert told() == {"ratna", "putri"}


def test_o2_what_became_private_or_was_done_since_is_withheld(people: People, late: Project) -> None:
    bagus = person("bagus", "Bagus Wijaya", offices=("staff",))
    send_undone(MONDAY)
    set_visibility(late.audience, "private")
    with pytest.raises(Withheld):
        letter_to(bagus)
    Project.objects.filter(pk=late.pk).update(next_update_at=timezone.now() + timedelta(days=3))
    with pytest.raises(Withheld):
        letter_to(people.putri)


def test_e8_one_click_stops_it_and_nothing_else(people: People, late: Project) -> None:
    send_undone(MONDAY)
    link = re.search(r"<http://testserver(/berhenti/[^>]+)>", letter_to(people.putri).headers["List-Unsubscribe"])
    assert link
    assert Client(enforce_csrf_checks=True).post(link[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get(person=people.putri).channel == "inbox"
    Message.objects.all().delete()
    send_undone(MONDAY)
    assert told() == {"ratna"}
    Preference.objects.filter(person=people.putri, verb=VERB, reason=REASON).delete()
    send_undone(MONDAY + timedelta(days=1))
    assert "putri" in told()


def test_what_is_asked_does_not_grow_with_what_is_undone(people: People, town: Town, late: Project) -> None:
    send_undone(MONDAY)
    with CaptureQueriesContext(connection) as few:
        send_undone(MONDAY)
    for n in range(6):
        more = make_project(people, town, f"Proyek {n}")
        Project.objects.filter(pk=more.pk).update(next_update_at=timezone.now() - timedelta(days=n + 1))
    send_undone(MONDAY)  # what each may is known again: projects were opened since
    with CaptureQueriesContext(connection) as many:
        send_undone(MONDAY)
    assert len(many) == len(few)
