"""A message leaves once, in its reader's language and zone, over one connection, sign-in mail first."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.telling import MailKind
from mail import delivery
from mail.actions import hold_queued, message, post, send_again
from mail.composing import Letter, Withheld
from mail.delivery import drain
from mail.letters import letter
from mail.models import Message
from tests.sinks import text_of

State = Message.State


@pytest.mark.django_db
def test_a_message_is_sent_once_and_remembers_how(people, note, mail_sink):
    row = note(to=people.ratna, title="Kerja bakti")
    assert drain().sent == 1
    assert drain().sent == 0
    (mail,) = mail_sink.to(people.ratna.email)
    row.refresh_from_db()
    assert (row.state, row.subject, row.reply, row.attempts) == (State.SENT, "Kerja bakti", "250 2.0.0 OK", 1)
    assert row.ended_at is not None
    assert mail["Message-ID"] == row.message_id
    assert mail["To"] == people.ratna.email
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


@pytest.mark.django_db
def test_the_same_key_is_one_mail(people, note, mail_sink):
    note(key="once", to=people.ratna)
    note(key="once", to=people.ratna)
    drain()
    assert len(mail_sink.taken) == 1


@pytest.mark.django_db
def test_all_leave_over_one_connection_and_sign_in_mail_first(people, note, mail_sink):
    note("digest", to=people.ratna, priority=Message.Priority.DIGEST)
    note("now", to=people.dewi)
    note("code", to=people.bayu, priority=Message.Priority.SIGN_IN)
    drain()
    assert [one.to for one in mail_sink.taken] == [people.bayu.email, people.dewi.email, people.ratna.email]
    assert len({one.session for one in mail_sink.taken}) == 1


@pytest.mark.django_db
def test_what_is_due_later_waits(people, note, mail_sink):
    row = note(to=people.ratna, due_at=timezone.now() + timedelta(hours=1))
    assert drain().sent == 0
    Message.objects.filter(pk=row.pk).update(due_at=timezone.now())
    assert drain().sent == 1


@pytest.mark.django_db
def test_a_code_of_an_hour_ago_helps_nobody(people, note, mail_sink):
    row = note(to=people.ratna, expires_at=timezone.now() - timedelta(seconds=1), secret={"code": "123456"})
    drain()
    row.refresh_from_db()
    assert (row.state, row.secret, mail_sink.taken) == (State.EXPIRED, {}, [])


@pytest.mark.django_db
def test_E9_each_reads_their_own_language_and_hour_whoever_caused_it(people, offer, mail_sink):
    """Indonesian and English readers in one batch, in two zones."""

    def compose(row: Message) -> Letter:
        at = timezone.localtime(timezone.datetime(2026, 11, 20, 2, 0, tzinfo=timezone.get_default_timezone()))
        return letter("mail/code", {"code": f"{at:%H.%M}", "heading": "", "purpose": "", "minutes": 1}, _("Masuk"))

    offer(MailKind("test.hour", compose))
    people.dewi.language, people.dewi.zone = "en", "Asia/Jayapura"
    people.dewi.save()
    post([message("test.hour", key=p.handle, to=p) for p in (people.ratna, people.dewi)])
    drain()
    (indonesian,), (english,) = mail_sink.to(people.ratna.email), mail_sink.to(people.dewi.email)
    assert "02.00" in text_of(indonesian)
    assert "04.00" in text_of(english)
    assert 'lang="id"' in indonesian.get_body(("html",)).get_content()
    assert 'lang="en"' in english.get_body(("html",)).get_content()


@pytest.mark.django_db
def test_nothing_left_to_tell_is_withheld_with_the_reason(people, offer, mail_sink):
    def compose(row: Message) -> Letter:
        raise Withheld("Proyek ini kini tertutup bagi Anda.")

    offer(MailKind("test.closed", compose))
    post([message("test.closed", key="x", to=people.ratna)])
    drain()
    row = Message.objects.get()
    assert (row.state, row.reason, mail_sink.taken) == (State.WITHHELD, "Proyek ini kini tertutup bagi Anda.", [])


@pytest.mark.django_db
def test_a_suspended_person_hears_only_what_is_essential(people, note, offer, mail_sink):
    people.bayu.is_active = False
    people.bayu.save()
    offer(MailKind("test.essential", lambda row: Letter("Penting", "Isi"), essential=True))
    note(to=people.bayu)
    post([message("test.essential", key="e", to=people.bayu)])
    drain()
    assert [mail["Subject"] for mail in mail_sink.to(people.bayu.email)] == ["Penting"]
    assert Message.objects.get(key="note").state == State.WITHHELD


@pytest.mark.django_db
def test_links_minted_for_a_mail_that_was_not_made_do_not_stay(people, offer, mail_sink):
    from mail import tokens
    from mail.models import MailToken

    def compose(row: Message) -> Letter:
        tokens.mint("test.open", person=people.ratna, life=timedelta(days=1))
        raise Withheld("-")

    offer(MailKind("test.closed", compose))
    post([message("test.closed", key="x", to=people.ratna)])
    drain()
    assert not MailToken.objects.exists()


@pytest.mark.django_db
def test_secrets_are_emptied_when_the_mail_has_left(people, offer, mail_sink):
    """Its subject too: who looks after the outbox reads no code that still opens somebody's account."""
    offer(MailKind("test.code", lambda row: Letter(f"Kode {row.secret['code']}", row.secret["code"])))
    post([message("test.code", key="c", to=people.ratna, secret={"code": "271828"}, for_what="masuk")])
    drain()
    sent, row = mail_sink.to(people.ratna.email)[0], Message.objects.get()
    assert ("271828" in text_of(sent), sent["subject"]) == (True, "Kode 271828")
    assert (row.state, row.subject, row.data) == (State.SENT, "", {"for_what": "masuk"})


@pytest.mark.django_db
def test_R16_what_a_restored_database_queued_is_held_until_somebody_says_so(people, note, mail_sink):
    note("old", to=people.ratna)
    assert hold_queued("dari cadangan kemarin") == 1
    note("new", to=people.dewi)
    drain()
    assert [one.to for one in mail_sink.taken] == [people.dewi.email]
    assert send_again(Message.objects.filter(key="old")) == 1
    drain()
    assert len(mail_sink.to(people.ratna.email)) == 1


@pytest.mark.django_db(transaction=True)
def test_E11_a_rolled_back_action_sends_nothing(people, note, mail_sink):
    def act() -> None:
        with transaction.atomic():
            note(to=people.ratna)
            raise RuntimeError("after the mail was queued")

    with pytest.raises(RuntimeError):
        act()
    drain()
    assert (Message.objects.count(), mail_sink.taken) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_E11_the_nudge_comes_after_the_commit(people, note, monkeypatch):
    nudged: list[bool] = []
    monkeypatch.setattr("mail.tasks.send.apply_async", lambda **_: nudged.append(connection.in_atomic_block))
    with transaction.atomic():
        note("a", to=people.ratna)
        note("b", to=people.dewi)
        assert nudged == []
    assert nudged == [False]


@pytest.mark.django_db
def test_E12_a_task_ends_soon_and_says_that_more_is_waiting(people, note, mail_sink, monkeypatch, settings):
    assert (
        delivery.BUDGET
        < settings.CELERY_TASK_TIME_LIMIT
        < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    )
    monkeypatch.setattr(delivery, "MOST", 2)
    for n in range(3):
        note(str(n), to=people.ratna)
    assert (drain(), drain(), drain()) == (
        delivery.Drained(2, unfinished=True),
        delivery.Drained(1, unfinished=False),
        delivery.Drained(0, unfinished=False),
    )


@pytest.mark.django_db
def test_people_known_by_phone_alone_are_left_out(people, note):
    from tests.people import person

    nobody: Any = person("tanpa-surel", "Tanpa Surel", email=None, phone="+628123456789")
    with pytest.raises(Message.DoesNotExist):
        note(to=nobody)
