"""The link in a mail that stops that mail, and only that."""

import pytest
from django.test import Client
from django.utils import timezone

from activity.actions import follow
from mail.models import MailToken, Message
from notifications.clocks import keep_clocks
from notifications.fanout import dispatch
from notifications.letters import stop_path
from notifications.models import Notification, Preference, Schedule
from tests.people import People
from tests.things import posted, thing

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger() -> Client:
    """A mail program: no cookies, and nobody excuses it from the check for forged requests."""
    return Client(enforce_csrf_checks=True)


# pitfall: E8
def test_e8_opening_the_link_changes_nothing_and_the_button_is_there(people: People, stranger: Client) -> None:
    keep_clocks(timezone.now())
    path = stop_path(people.rizky, digest=True)
    for _ in range(100):
        response = stranger.get(path)
        assert response.status_code == 200
    assert stranger.head(path).status_code == 200
    assert "Berhenti" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert Schedule.objects.get(person=people.rizky).frequency == ""
    assert MailToken.objects.get().used_at is None


# pitfall: E8
def test_e8_one_click_stops_the_digest_without_cookies_or_a_form_token(people: People, stranger: Client) -> None:
    path = stop_path(people.rizky, digest=True)
    response = stranger.post(path, ONE_CLICK)
    assert response.status_code == 200
    assert "Anda tidak lagi menerima rangkuman." in response.content.decode()
    schedule = Schedule.objects.get(person=people.rizky)
    assert (schedule.frequency, schedule.next_at) == ("off", None)
    assert stranger.post(path, ONE_CLICK).status_code == 200
    keep_clocks(timezone.now())
    assert Schedule.objects.get(person=people.rizky).next_at is None
    assert not Preference.objects.exists()


def test_one_click_moves_letters_of_that_verb_to_the_inbox_and_no_others(people: People, stranger: Client) -> None:
    path = stop_path(people.rizky, verbs=[["tests.posted", "mentioned"]])
    stranger.post(path, ONE_CLICK)
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    posted(bank, people.ratna, ("mentioned", people.rizky))
    posted(bank, people.ratna, verb="tests.announced")
    posted(bank, people.ratna, ("invited", people.rizky), verb="tests.cancelled")
    dispatch()
    told = dict(Notification.objects.filter(person=people.rizky).values_list("activity__verb", "channel"))
    assert told == {"tests.posted": "inbox", "tests.announced": "mail", "tests.cancelled": "mail"}
    assert Schedule.objects.filter(person=people.rizky, frequency="off").count() == 0


def test_mail_about_the_account_still_goes(people: People, stranger: Client) -> None:
    stranger.post(stop_path(people.rizky, digest=True, verbs=[["tests.posted", "mentioned"]]), ONE_CLICK)
    Client().post("/lupa-sandi/", {"email": people.rizky.email})
    assert Message.objects.filter(address=people.rizky.email).count() == 1


def test_unknown_and_expired_links_read_the_same_and_stop_nothing(people: People, stranger: Client) -> None:
    path = stop_path(people.rizky, digest=True)
    MailToken.objects.update(expires_at=timezone.now())
    for address in (path, "/berhenti/entah/", "/berhenti/" + "a" * 500 + "/"):
        for response in (stranger.get(address), stranger.post(address, ONE_CLICK)):
            assert response.status_code == 404
            assert "Tautan ini tidak dikenal" in response.content.decode()
    assert not Schedule.objects.filter(frequency="off").exists()


def test_a_link_of_another_purpose_stops_nothing(people: People, stranger: Client) -> None:
    path = stop_path(people.rizky, digest=True)
    MailToken.objects.update(purpose="stakeholders.invitation")
    assert stranger.post(path, ONE_CLICK).status_code == 404


def test_a_verb_that_is_gone_is_passed_over(people: People, stranger: Client) -> None:
    path = stop_path(people.rizky, verbs=[["tests.gone", "mentioned"], ["tests.posted", "mentioned"]])
    assert stranger.post(path, ONE_CLICK).status_code == 200
    assert list(Preference.objects.values_list("verb", "channel")) == [("tests.posted", "inbox")]
