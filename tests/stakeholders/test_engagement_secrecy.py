"""Nobody outside the office may know that it keeps a log: not by a page, a word, a mail, a copy of their data."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accounts.queries import copy_of_my_data
from activity.models import Due
from mail.delivery import drain
from mail.models import Message
from notifications.fanout import dispatch
from notifications.models import Notification
from stakeholders.actions.engagements import add_to_engagement, tell_next_step
from stakeholders.models import Engagement
from stakeholders.queries.engagements import log_cards
from tests.people import People, person, signed_in
from tests.sinks import MailSink, mail_sink
from tests.stakeholders.dealings import SECRET, logged
from tests.town import Town

__all__ = ["mail_sink"]
WORDS = (SECRET, "Catatan kontak", "catatan kontak", "Tulis catatan", "/catatan/", "belum dihubungi", "belum-dihubungi")


@pytest.fixture
def engagement(people: People, town: Town) -> Engagement:
    """Bayu was there, and speaks for the organisation."""
    made = logged(people, town.firm, theirs=[people.bayu], names=f"Tamu {SECRET}")
    add_to_engagement(engagement=made, by=people.putri, text=f"Tambahan {SECRET}")
    return made


def outsiders(cast: People) -> Iterator[Client]:
    yield Client()
    yield from (signed_in(one) for one in (cast.bayu, cast.sunarti, cast.dewi))
    yield signed_in(person("moderasi", "Moderator", offices=("moderator",)))


def paths(engagement: Engagement) -> list[str]:
    log = f"/direktori/{engagement.organisation_id}/catatan/"
    one = f"{log}{engagement.pk}/"
    return [log, f"{log}tulis/", f"{one}ubah/", f"{one}tambah/", f"{one}selesai/", "/direktori/belum-dihubungi/"]


def test_o8_its_addresses_are_not_there_for_others(people: People, engagement: Engagement) -> None:
    for browser in outsiders(people):
        for path in paths(engagement):
            assert browser.get(path).status_code == 404, path
        for path in paths(engagement)[1:-1]:
            assert browser.post(path, {"text": "Coba-coba"}).status_code == 404, path
    for insider in (people.putri, people.ratna):
        browser = signed_in(insider)
        assert {browser.get(path).status_code for path in paths(engagement)} <= {200, 403}  # not its author
        assert SECRET in browser.get(paths(engagement)[0]).content.decode()


def test_an_administrator_who_is_not_of_the_office_finds_nothing(people: People, engagement: Engagement) -> None:
    boss = person("admin", "Administrator", is_staff=True, is_superuser=True)
    browser = signed_in(boss)
    assert {browser.get(path).status_code for path in paths(engagement)} <= {404, 302}
    assert not Engagement.objects.visible_to(boss).exists()


def test_s3_no_page_or_search_of_an_outsider_says_a_word(people: People, engagement: Engagement) -> None:
    places = [engagement.organisation.get_absolute_url(), "/direktori/", "/", "/kotak-masuk/", f"/cari/?q={SECRET}"]
    for browser in outsiders(people):
        for place in places:
            shown = browser.get(place, follow=True).content.decode()
            typed = SECRET if place.startswith("/cari/") else ""  # is said back to whoever searches for it
            assert [word for word in (*WORDS, "Membahas pipa") if word != typed and word in shown] == [], place
    shown = signed_in(people.putri).get(places[0]).content.decode()
    assert SECRET in shown


def test_the_preferences_name_it_to_the_office_only(people: People, engagement: Engagement) -> None:
    page = "/akun/pemberitahuan/"
    assert "catatan kontak" in signed_in(people.putri).get(page).content.decode()
    assert "catatan kontak" not in signed_in(people.bayu).get(page).content.decode()


def read(mail: EmailMessage) -> str:
    return "".join(str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text")


def test_o2_its_reminder_is_mailed_to_its_owner_and_to_nobody_who_follows(
    people: People, engagement: Engagement, mail_sink: MailSink
) -> None:
    assert tell_next_step(Due.objects.get(kind="stakeholders.next_step_due"), engagement) == "told"
    dispatch()
    told = Notification.objects.filter(activity__verb="stakeholders.next_step_due")
    assert set(told.values_list("person__handle", flat=True)) == {"ratna"}
    Message.objects.queued().update(due_at=timezone.now() - timedelta(days=1))
    drain()
    assert {one.to for one in mail_sink.taken if SECRET in read(one.mail)} == {people.ratna.email}


def copied(one: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(copy_of_my_data(one)[1])) as archive:
        return "".join(archive.namelist()) + "".join(archive.read(name).decode() for name in archive.namelist())


def test_o8_a_copy_of_ones_data_does_not_tell(people: People, engagement: Engagement) -> None:
    assert SECRET in copied(people.putri)
    assert SECRET not in copied(people.bayu)
    assert "engagement" not in copied(people.bayu)


def test_a_link_to_it_is_a_card_for_the_office_only(people: People, engagement: Engagement) -> None:
    ids = [engagement.organisation_id]
    assert set(log_cards(ids, people.putri)) == set(ids)
    for other in (people.bayu, AnonymousUser()):
        assert log_cards(ids, other) == {}


def test_a8_what_was_typed_comes_back_when_the_session_has_ended(engagement: Engagement) -> None:
    path = f"/direktori/{engagement.organisation_id}/catatan/tulis/"
    answer = Client().post(path, {"summary": "Sudah panjang saya tulis."}, headers={"origin": "http://testserver"})
    assert answer.status_code == 404
    assert "Sudah panjang saya tulis." in answer.content.decode()
