"""Ninety, thirty and seven days before an agreement ends its office and its parties' managers hear of it, once."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.calendar import at
from mail.delivery import drain
from mail.models import Message
from notifications.fanout import dispatch
from stakeholders.actions import join, suspend_organisation
from stakeholders.actions.agreements import end_agreement
from stakeholders.models import Agreement
from tests.people import People
from tests.sinks import MailSink, mail_sink
from tests.stakeholders.dealings import ahead, altered, signed
from tests.town import REPRESENTATIVE, Town

__all__ = ["mail_sink"]
ENDING = "stakeholders.agreement_ending"


def dues() -> dict[str, Any]:
    """What waits to be said, and when."""
    return dict(Due.objects.filter(kind=ENDING, done_at=None).values_list("occasion", "due_at"))


def say(occasion: str) -> str:
    """Its time has come; the outcome."""
    Due.objects.filter(kind=ENDING, occasion=occasion).update(due_at=timezone.now() - timedelta(minutes=1))
    while tell_next_due():
        pass
    return Due.objects.get(kind=ENDING, occasion=occasion).outcome


def told() -> set[str]:
    """Who is told, by handle."""
    concerned = Activity.objects.filter(verb=ENDING).latest("pk").recipients
    groups = set(concerned.filter(group__isnull=False).values_list("group__user__handle", flat=True))
    return groups | set(concerned.filter(person__isnull=False).values_list("person__handle", flat=True))


def subjects(sink: MailSink, person: Any) -> list[str]:
    """Of the letters about an end that came."""
    return [said for mail in sink.to(person.email) if (said := str(mail["Subject"])).startswith("Segera berakhir")]


def test_the_three_are_set_and_only_those_still_ahead(people: People, town: Town) -> None:
    signed(people, town, until_on=ahead(200))
    assert dues() == {f"{n}d": at(ahead(200 - n), 8) for n in (90, 30, 7)}
    Due.objects.all().delete()
    signed(people, town, until_on=ahead(20))
    assert set(dues()) == {"7d"}
    Due.objects.all().delete()
    signed(people, town, until_on=None)
    assert dues() == {}


def test_they_move_with_the_last_day_and_go_with_an_early_end(people: People, town: Town) -> None:
    agreement = signed(people, town)
    Due.objects.filter(occasion="90d").update(done_at=timezone.now(), outcome="told")
    altered(agreement, people.putri, note="Tanggalnya tetap.")
    assert set(dues()) == {"30d", "7d"}
    altered(agreement, people.putri, until_on=ahead(300))
    assert dues() == {f"{n}d": at(ahead(300 - n), 8) for n in (90, 30, 7)}
    altered(agreement, people.putri, until_on=None)
    assert dues() == {}
    altered(agreement, people.putri, until_on=ahead(300))
    end_agreement(agreement=agreement, by=people.putri, ended_on=ahead(0), end_reason="Disepakati bersama.")
    assert dues() == {}
    altered(agreement, people.putri, until_on=ahead(400))
    assert dues() == {}


def test_office_and_managers_hear_each_notice_once_though_due_twice(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    join(organisation=town.firm, person=people.sunarti, role=REPRESENTATIVE)
    signed(people, town)
    assert say("30d") == "told"
    assert told() == {"putri", "ratna", "bayu"}
    assert not tell_next_due()
    assert Activity.objects.filter(verb=ENDING).count() == 1
    dispatch()
    dispatch()
    Message.objects.queued().update(due_at=timezone.now() - timedelta(days=1))
    drain()
    for person in (people.putri, people.ratna, people.bayu):
        (subject,) = subjects(mail_sink, person)
        assert subject.startswith("Segera berakhir: Air bersih untuk RW 03, ")
    assert subjects(mail_sink, people.dewi) + subjects(mail_sink, people.sunarti) == []


def test_o2_whoever_leaves_or_is_suspended_meanwhile_hears_nothing(people: People, town: Town) -> None:
    signed(people, town, sight="parties")
    suspend_organisation(organisation=town.firm, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    assert say("30d") == "told"
    assert "bayu" not in told()


def test_what_is_over_or_late_is_not_said(people: People, town: Town) -> None:
    agreement = signed(people, town)
    Agreement.objects.filter(pk=agreement.pk).update(until_on=ahead(-1))
    assert say("7d") == "over"
    Due.objects.filter(occasion="30d").update(useful_until=timezone.now() - timedelta(hours=1), due_at=at(ahead(-40)))
    assert tell_next_due()
    assert Due.objects.get(occasion="30d").outcome == "too late"
    assert not Activity.objects.filter(verb=ENDING).exists()


def test_m2_a_letter_about_the_old_day_does_not_leave_any_more(people: People, town: Town, mail_sink: MailSink) -> None:
    agreement = signed(people, town)
    say("30d")
    dispatch()
    altered(agreement, people.ratna, until_on=ahead(400))
    Message.objects.queued().update(due_at=timezone.now() - timedelta(days=1))
    drain()
    assert subjects(mail_sink, people.bayu) == []
