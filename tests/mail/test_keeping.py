"""What the outbox remembers, for how long, and what is told or forgotten on a person's wish; that its worker lives."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.audience import set_visibility
from commons.jobs import beat
from commons.models import Audience, Heartbeat, Visibility
from mail import personal_data, retention, tasks, tokens
from mail.actions import count_refusal
from mail.delivery import drain
from mail.models import Address, MailToken, Message

State = Message.State


def aged(key: str, **age: int) -> None:
    Message.objects.filter(key=key).update(ended_at=timezone.now() - timedelta(**age))


@pytest.mark.django_db
def test_what_a_mail_said_ends_and_that_there_was_one_stays_for_half_a_year(note):
    for key in ("young", "named", "old", "queued"):
        note(key, address="a@contoh.example", title="Rahasia")
    Message.objects.exclude(key="queued").update(state=State.SENT, subject="Rahasia")
    aged("young", days=29)
    aged("named", days=31)
    aged("old", days=181)
    retention.sweep()
    kept = {row.key: (row.address, row.subject) for row in Message.objects.all()}
    assert kept == {"young": ("a@contoh.example", "Rahasia"), "named": ("", ""), "queued": ("a@contoh.example", "")}


@pytest.mark.django_db
def test_what_was_not_sent_is_emptied_after_a_week_or_when_it_has_expired(note):
    for key in ("broken", "code"):
        note(key, address="a@contoh.example", secret={"code": "1"})
    Message.objects.update(state=State.BROKEN, content=b"isi")
    aged("broken", days=8)
    aged("code", minutes=20)
    Message.objects.filter(key="code").update(expires_at=timezone.now() - timedelta(minutes=10))
    retention.sweep()
    assert {bytes(row.content) for row in Message.objects.all()} == {b""}
    assert Message.objects.get(key="code").secret == {}


@pytest.mark.django_db
def test_links_and_refusals_are_forgotten_in_time():
    tokens.mint("test.open", address="a@contoh.example", life=timedelta(days=-8))
    kept = tokens.mint("test.open", address="a@contoh.example", life=timedelta(days=1))
    count_refusal("a@contoh.example", "550 5.1.1")
    count_refusal("b@contoh.example", "550 5.1.1")
    Address.objects.of("a@contoh.example").update(hard_at=timezone.now() - timedelta(days=31))
    tasks.sweep()
    assert tokens.find(kept, "test.open") is not None
    assert (MailToken.objects.count(), Address.objects.get().address) == (1, "b@contoh.example")


@pytest.mark.django_db
def test_a_copy_of_my_data_lists_my_mails_and_nobody_elses(people, note, mail_sink):
    note("mine", to=people.ratna, title="Untuk Ratna")
    note("hers", to=people.dewi, title="Untuk Dewi")
    drain()
    note("waiting", to=people.ratna, title="Belum")
    (row,) = personal_data.export(people.ratna)
    assert (row["subject"], row["address"]) == ("Untuk Ratna", people.ratna.email)


@pytest.mark.django_db
def test_O8_a_copy_of_my_data_does_not_name_what_was_closed_to_me(people, note, mail_sink):
    audience = Audience.objects.create(visibility=Visibility.MEMBERS)
    note("project", to=people.ratna, title="Proyek rahasia", audience=audience)
    drain()
    assert personal_data.export(people.ratna)[0]["subject"] == "Proyek rahasia"
    set_visibility(audience, Visibility.PRIVATE)
    (row,) = personal_data.export(people.ratna)
    assert (row["subject"], row["address"]) == ("", people.ratna.email)


@pytest.mark.django_db
def test_erasure_leaves_no_name_address_or_link(people, note, mail_sink):
    note("sent", to=people.ratna, title="Untuk Ratna")
    drain()
    note("waiting", to=people.ratna, title="Belum")
    note("hers", to=people.dewi, title="Untuk Dewi")
    note("farewell", address=people.ratna.email, title="Akun Anda sudah dihapus")
    tokens.mint("test.open", person=people.ratna, life=timedelta(days=1))
    tokens.mint("test.open", address=people.ratna.email.upper(), life=timedelta(days=1))
    count_refusal(people.ratna.email, "550 5.1.1")
    personal_data.erase(people.ratna)
    assert not MailToken.objects.exists()
    assert not Address.objects.exists()
    gone = Message.objects.filter(key__in=["sent", "waiting"])
    assert set(gone.values_list("person", "address", "subject", "reply")) == {(None, "", "", "")}
    assert all(row.data == {} for row in gone)
    drain()
    assert [mail["Subject"] for mail in mail_sink.to(people.ratna.email)[1:]] == ["Akun Anda sudah dihapus"]
    assert Message.objects.get(key="waiting").state == State.WITHHELD
    assert len(mail_sink.to(people.dewi.email)) == 1


@pytest.mark.django_db
def test_the_worker_says_that_it_lives():
    beat("mail")
    first = Heartbeat.objects.get(name="mail").at
    tasks.say_alive()
    assert Heartbeat.objects.get(name="mail").at > first


@pytest.mark.django_db
def test_the_task_nudges_itself_while_more_is_waiting(note, mail_sink, monkeypatch):
    nudges: list[str] = []
    monkeypatch.setattr("mail.tasks.enqueue", nudges.append)
    monkeypatch.setattr("mail.delivery.MOST", 1)
    note("a", address="a@contoh.example")
    note("b", address="b@contoh.example")
    tasks.send()
    tasks.send()
    assert (nudges, len(mail_sink.taken)) == (["mail.send", "mail.send"], 2)
    tasks.send()
    assert len(nudges) == 2
