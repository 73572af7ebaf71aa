"""Whoever stands in for the leader is told, by mail and in the inbox: when named, and when the term is ended early."""

from accounts.models import User
from activity.models import Activity, Thread
from approvals.actions import end_deputy
from approvals.models import Deputy
from commons.formats import long_date
from mail.models import Message
from notifications import letters
from notifications.fanout import dispatch
from tests.approvals.conftest import deputy
from tests.people import People, signed_in

INBOX = "/kotak-masuk/"


def newest_letter(person: User) -> str:
    dispatch()
    letter = letters.compose(Message.objects.filter(kind__endswith="letter", person=person).latest("pk"))
    return f"{letter.subject}\n{letter.text}"


def test_named_they_read_as_what_from_when_to_when_by_which_order(people: People) -> None:
    term = deputy(people.dewi, people.ratna, decree="12/ST/2026")
    letter = newest_letter(people.dewi)
    for said in ("Anda ditetapkan sebagai Plh. Lurah", long_date(term.from_on), long_date(term.to_on), "12/ST/2026"):
        assert said in letter
    assert "Anda ditetapkan sebagai Plh. Lurah" in signed_in(people.dewi).get(INBOX).content.decode()


def test_a_term_without_an_order_does_not_speak_of_one(people: People) -> None:
    deputy(people.dewi, people.ratna)
    assert "Surat perintah" not in newest_letter(people.dewi)


def test_withdrawn_they_read_that_their_say_has_ended(people: People) -> None:
    term = deputy(people.dewi, people.ratna)
    end_deputy(deputy=term, by=people.ratna)
    letter = newest_letter(people.dewi)
    assert "Masa tugas Anda sebagai Plh. Lurah diakhiri" in letter
    assert "tetap berlaku" in letter


def test_only_whoever_is_named_is_told(people: People) -> None:
    end_deputy(deputy=deputy(people.dewi, people.ratna), by=people.ratna)
    dispatch()
    told = Activity.objects.filter(verb__startswith="approvals.deputy").values_list("recipients__person", flat=True)
    assert set(told) == {people.dewi.pk}
    assert not Message.objects.filter(person__in=[people.putri, people.bayu]).exists()


def test_a_term_of_before_is_told_when_it_ends(people: People) -> None:
    term = deputy(people.dewi, people.ratna)
    Thread.objects.filter(kind="approvals.deputy").update(object_id=None)
    end_deputy(deputy=Deputy.objects.get(pk=term.pk), by=people.ratna)
    assert "diakhiri" in newest_letter(people.dewi)


def test_the_letter_leads_to_what_waits_while_the_term_lasts(people: People) -> None:
    now, later = deputy(people.dewi, people.ratna), deputy(people.bayu, people.ratna, begins=10, ends=12)
    assert (now.get_absolute_url(), later.get_absolute_url()) == ("/persetujuan/", "/")
    assert signed_in(people.dewi).get(now.get_absolute_url()).status_code == 200
