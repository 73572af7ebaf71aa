"""Servers that refuse, vanish and lie: nothing is lost, nobody waits for another's trouble, no address is blamed."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.db import OperationalError
from django.utils import timezone

from commons.telling import MailKind
from mail import delivery
from mail.actions import count_refusal, forgive, message, post
from mail.composing import Letter
from mail.delivery import drain
from mail.models import Address, Message
from tests.sinks import DROP, KEEP_AND_DROP, MailSink

State = Message.State
UNKNOWN, LATER, BUSY = "550 5.1.1 no such user", "451 4.7.1 greylisted", "421 4.3.2 closing"


def bring_forward() -> None:
    """Time moves by moving due times."""
    Message.objects.filter(state=State.QUEUED).update(due_at=timezone.now() - timedelta(seconds=1))


def state(key: str) -> Message:
    return Message.objects.get(key=key)


@pytest.mark.django_db
def test_E4_one_refused_address_stops_nobody(note, mail_sink):
    """550 for the 37th, 451 twice for the 80th, the connection dropped at the 120th, of 200."""
    for n in range(200):
        note(f"n{n:03}", address=f"warga{n}@contoh.example")
    mail_sink.plan("warga37@contoh.example", UNKNOWN)
    mail_sink.plan("warga80@contoh.example", LATER, LATER)
    mail_sink.plan("warga120@contoh.example", DROP, at="DATA")
    for _ in range(12):
        drain()
        bring_forward()
    reached = sorted(one.to for one in mail_sink.taken)
    assert reached == sorted(f"warga{n}@contoh.example" for n in range(200) if n != 37)
    assert state("n037").state == State.FAILED
    assert Address.objects.get().address == "warga37@contoh.example"


@pytest.mark.django_db
def test_E5_a_break_in_a_title_blocks_nothing(note, mail_sink):
    note("a", address="a@contoh.example", title="Rapat\r\nBcc: x@evil.example\t\u2028besok")
    note("b", address="b@contoh.example")
    drain()
    (mail,) = mail_sink.to("a@contoh.example")
    assert mail["Subject"] == "Rapat Bcc: x@evil.example besok"
    assert mail["Bcc"] is None
    assert {one.to for one in mail_sink.taken} == {"a@contoh.example", "b@contoh.example"}


@pytest.mark.django_db
@pytest.mark.parametrize("letter", [Letter("Judul", "Isi", headers={"List-Id": "satu\nBcc: x@evil.example"}), None])
def test_E5_what_cannot_be_composed_is_put_aside_and_the_others_go(letter, note, offer, mail_sink):
    def compose(row: Message) -> Letter:
        return letter if letter is not None else Letter(*row.data["absent"])

    offer(MailKind("test.broken", compose))
    post([message("test.broken", key="broken", address="a@contoh.example")])
    note("whole", address="b@contoh.example")
    drain()
    assert (state("broken").state, state("whole").state) == (State.BROKEN, State.SENT)
    assert state("broken").reason


@pytest.mark.django_db
def test_a_kind_that_nobody_offers_any_more_is_put_aside(note, mail_sink):
    note("a", address="a@contoh.example")
    Message.objects.update(kind="gone.kind")
    drain()
    assert state("a").state == State.BROKEN


@pytest.mark.django_db
def test_a_soft_refusal_is_tried_again_after_growing_pauses_and_given_up(note, mail_sink):
    note("a", address="a@contoh.example")
    mail_sink.plan("a@contoh.example", *[LATER] * 20)
    pauses = []
    while state("a").state == State.QUEUED:
        before = timezone.now()
        drain()
        pauses.append(round((state("a").due_at - before).total_seconds() / 60))
        bring_forward()
    assert pauses[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert len(pauses) == delivery.GIVE_UP
    assert (state("a").state, state("a").reply) == (State.FAILED, f"RCPT: {LATER}")
    assert not Address.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["MAIL", "RCPT"])
def test_our_own_trouble_stops_the_task_and_blames_nobody(note, mail_sink, at):
    note("a", address="a@contoh.example")
    note("b", address="b@contoh.example")
    mail_sink.plan("" if at == "MAIL" else "a@contoh.example", BUSY, at=at)
    assert drain() == delivery.Drained(0, unfinished=False)
    assert (state("a").attempts, state("b").attempts) == (0, 0)
    assert not Address.objects.exists()
    bring_forward()
    assert drain().sent == 2


@pytest.mark.django_db
def test_R10_two_hours_without_a_server_cost_nobody_an_attempt(note, mail_sink):
    note("a", address="a@contoh.example")
    mail_sink.stop()
    for _ in range(30):
        drain()
        bring_forward()
    assert (state("a").state, state("a").attempts) == (State.QUEUED, 0)
    assert "connect" in state("a").reply
    mail_sink.start()
    drain()
    assert len(mail_sink.taken) == 1


@pytest.mark.django_db
def test_a_server_that_refuses_us_as_such_blames_no_address(note, mail_sink):
    """Relaying denied says nothing about the address, and is mended by us: the mail waits."""
    note("a", address="a@contoh.example")
    mail_sink.plan("a@contoh.example", "554 5.7.1 relay access denied")
    drain()
    assert (state("a").state, Address.objects.count()) == (State.QUEUED, 0)


@pytest.mark.django_db
def test_a_refused_content_fails_the_message_alone(note, mail_sink):
    note("a", address="a@contoh.example")
    mail_sink.plan("a@contoh.example", "554 5.6.0 content refused", at="DATA")
    drain()
    assert (state("a").state, Address.objects.count()) == (State.FAILED, 0)


@pytest.mark.django_db
def test_an_answer_that_was_lost_repeats_the_mail_with_its_message_id(note, mail_sink):
    note("a", address="a@contoh.example")
    mail_sink.plan("a@contoh.example", KEEP_AND_DROP, at="DATA")
    drain()
    bring_forward()
    drain()
    assert [one.message_id for one in mail_sink.taken] == [state("a").message_id] * 2


@pytest.mark.django_db
def test_a_message_that_kills_its_worker_each_time_is_given_up(note, mail_sink):
    note("a", address="a@contoh.example")
    Message.objects.update(attempts=delivery.GIVE_UP)
    drain()
    assert (state("a").state, mail_sink.taken) == (State.FAILED, [])


@pytest.mark.django_db
def test_a_mark_is_kept_while_the_database_is_away(note, mail_sink, monkeypatch):
    """The server has taken the mail; without patience it would get it a second time."""
    note("a", address="a@contoh.example")
    real, tries = delivery._mark_and_claim, []

    def away(*args: Any, **kwargs: Any) -> Message | None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("the database system is shutting down")
        return real(*args, **kwargs)

    monkeypatch.setattr(delivery, "_mark_and_claim", away)
    monkeypatch.setattr(delivery.time, "sleep", lambda _: None)
    monkeypatch.setattr(delivery.connection, "close", lambda: None)  # the test's own transaction lives in it
    drain()
    assert (state("a").state, len(mail_sink.taken), len(tries)) == (State.SENT, 1, 3)


@pytest.mark.django_db
def test_an_answer_that_comes_after_the_lease_changes_nothing(note):
    """Another worker has claimed the row meanwhile."""
    row = note("a", address="a@contoh.example")
    row.attempts = 1
    Message.objects.update(attempts=2)
    delivery._mark(row, delivery.Outcome(State.FAILED, "RCPT: late"))
    assert (state("a").state, state("a").reply) == (State.QUEUED, "")


@pytest.mark.django_db
def test_E10_three_refusals_end_all_but_essential_mail(note, offer, mail_sink):
    offer(MailKind("test.essential", lambda row: Letter("Kode", "1"), essential=True))
    for n in range(3):
        note(f"n{n}", address="Budi@contoh.example")
    mail_sink.plan("Budi@contoh.example", UNKNOWN, UNKNOWN, UNKNOWN)
    drain()
    assert Address.objects.suppressed().of("budi@CONTOH.example").exists()
    note("digest", address="budi@contoh.example")
    post([message("test.essential", key="code", address="budi@contoh.example")])
    drain()
    assert state("digest").state == State.HELD
    assert state("digest").reason == "Alamat ini tiga kali menolak surel kami."
    assert state("code").state == State.SENT


@pytest.mark.django_db
def test_E10_an_address_verified_anew_gets_its_mail_again(note, mail_sink):
    for _ in range(3):
        count_refusal("budi@contoh.example", UNKNOWN)
    forgive("BUDI@contoh.example")
    note("digest", address="budi@contoh.example")
    assert drain().sent == 1


@pytest.mark.django_db
def test_E10_refusals_fade_after_30_days(note, mail_sink):
    month_ago = timezone.now() - timedelta(days=30, seconds=1)
    for _ in range(2):
        count_refusal("budi@contoh.example", UNKNOWN)
    Address.objects.update(hard_at=month_ago)
    count_refusal("budi@contoh.example", UNKNOWN)
    assert Address.objects.get().hard == 1
    for _ in range(2):
        count_refusal("budi@contoh.example", UNKNOWN)
    assert Address.objects.suppressed().exists()
    Address.objects.update(hard_at=month_ago, suppressed_at=month_ago)
    note("digest", address="budi@contoh.example")
    assert drain().sent == 1


RIGHT = (b"rembuk", b"rahasia")


@pytest.fixture
def guarded() -> Iterator[MailSink]:
    """A server that takes mail from those only who know its password."""

    def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == RIGHT, handled=False)

    sink = MailSink(authenticator=authenticator, auth_required=True, auth_require_tls=False)
    sink.start()
    yield sink
    sink.stop()


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_name_and_password_are_given_where_the_settings_hold_them(note, settings, guarded):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", guarded.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "rembuk", "salah"
    note("a", address="a@contoh.example")
    drain()
    assert (state("a").state, state("a").attempts) == (State.QUEUED, 0)
    assert state("a").reply.startswith("connect: 535")
    settings.EMAIL_HOST_PASSWORD = "rahasia"
    bring_forward()
    assert drain().sent == 1


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_server_that_greets_and_then_refuses_is_hung_up_on(note, settings, guarded, monkeypatch):
    called: list[smtplib.SMTP] = []

    class Counted(smtplib.SMTP):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            called.append(self)

    monkeypatch.setattr(smtplib, "SMTP", Counted)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", guarded.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "rembuk", "salah"
    note("a", address="a@contoh.example")
    drain()
    assert [one.sock for one in called] == [None]
