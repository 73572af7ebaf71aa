"""The page that a link in a mail opens: a GET changes nothing, the button acts, once, for whom it was made."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import dumps
from django.test import Client
from django.utils import timezone

from activity.models import Thread
from commons.access import Refused
from commons.audience import set_visibility
from commons.contributions import Rule
from commons.models import Audience, Visibility
from commons.telling import MailAct
from mail import acts, tokens
from mail.delivery import drain
from mail.models import MailToken, Message
from tests.people import signed_in
from tests.sinks import text_of

NAMED = "<em>RW</em> bersih"


def name_thread(*, person: Any, target: Thread, data: dict[str, str]) -> Thread:
    if data.get("name") == "kosong":
        raise ValidationError("Tulis nama utas.")
    if data.get("name") == "tutup":
        raise Refused("Utas ini sudah ditutup.")
    Thread.objects.filter(pk=target.pk).update(kind=data.get("name", "bersih"))
    return target


def unname_thread(*, person: Any, target: Thread, data: dict[str, str]) -> None:
    Thread.objects.filter(pk=target.pk).update(kind="")


@pytest.fixture
def thread(db: None) -> Thread:
    return Thread.objects.create(audience=Audience.objects.create(visibility=Visibility.PUBLIC), object_id=1)


@pytest.fixture
def is_open(offer: Any) -> SimpleNamespace:
    """Two acts on a thread, one reversible and one binding; `is_open.now = False` ends the right to both."""
    opened = SimpleNamespace(now=True)
    offer(
        Rule("test.name", "Menamai", frozenset({"member"}), "Utas ini bukan milik Anda.", lambda u, o: opened.now),
        MailAct("test.name", "Namai utas", "test.name", "activity.Thread", name_thread, "Utas dinamai.",
                binding=False, undo=unname_thread),
        MailAct("test.sign", "Tanda tangani", "test.name", "activity.Thread", name_thread, "Ditandatangani."),
    )  # fmt: skip
    return opened


@pytest.fixture
def name_it(people: Any, thread: Thread, is_open: Any) -> str:
    return acts.link("test.name", person=people.rizky, target=thread)


@pytest.fixture
def sign_it(people: Any, thread: Thread, is_open: Any) -> str:
    return acts.link("test.sign", person=people.rizky, target=thread)


def done(thread: Thread) -> str:
    thread.refresh_from_db()
    return thread.kind


def test_opening_the_link_says_what_it_would_do_and_changes_nothing(visitor, name_it, thread):
    before = list(MailToken.objects.values())
    for _ in range(3):
        page = visitor.get(name_it)
        visitor.head(name_it)
    assert page.status_code == 200
    assert "Namai utas" in page.content.decode()
    assert "Rizky Maulana" in page.content.decode()
    assert (done(thread), list(MailToken.objects.values())) == ("", before)


def test_the_address_of_the_page_is_kept_to_itself(visitor, name_it, sign_it):
    for response in (visitor.get(name_it), visitor.get("/aksi/unknown/"), visitor.post(f"{sign_it}kode/")):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"


def test_the_button_acts_and_the_link_is_used_up(visitor, name_it, thread):
    answer = visitor.post(name_it, {"name": "bersih"})
    assert answer.status_code == 303
    assert "Utas dinamai." in visitor.get(answer["Location"]).content.decode()
    assert done(thread) == "bersih"
    assert visitor.post(name_it, {"name": "lain"}).status_code == 404
    assert done(thread) == "bersih"


def test_F4_a_double_click_gets_the_first_answer(visitor, name_it):
    answers = [visitor.post(name_it, {"name": "bersih", "once": "k1"}) for _ in range(3)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Message.objects.filter(kind="mail.act_done").count() == 1


def test_who_is_acted_for_is_told_and_can_undo_it(visitor, name_it, people, thread, mail_sink):
    visitor.post(name_it)
    drain()
    (told,) = mail_sink.to(people.rizky.email)
    text = text_of(told)
    assert "Namai utas" in text
    assert "Bukan saya" in text
    undo = next(word for word in text.split() if "/aksi/" in word).removeprefix("http://testserver")
    assert "Batalkan" in visitor.get(undo).content.decode()
    assert done(thread) == "bersih"
    answer = visitor.post(undo)
    assert "Sudah dibatalkan" in visitor.get(answer["Location"]).content.decode()
    assert done(thread) == ""
    assert Message.objects.count() == 1, "an undo is not told again"


def test_undo_works_though_the_right_has_ended(visitor, name_it, people, thread, is_open, mail_sink):
    visitor.post(name_it)
    drain()
    text = text_of(mail_sink.to(people.rizky.email)[0])
    is_open.now = False
    undo = next(word for word in text.split() if "/aksi/" in word).removeprefix("http://testserver")
    assert visitor.post(undo).status_code == 303
    assert done(thread) == ""


def test_unknown_used_revoked_and_expired_links_read_the_same(visitor, people, thread, is_open, name_it):
    links = [acts.link("test.name", person=people.rizky, target=thread) for _ in range(3)]
    visitor.post(links[0])
    found = [tokens.find(link.split("/")[2], "test.name") for link in links[1:]]
    MailToken.objects.filter(pk=found[0].pk).update(revoked_at=timezone.now())
    MailToken.objects.filter(pk=found[1].pk).update(expires_at=timezone.now())
    answers = [visitor.get(link) for link in (*links, "/aksi/unknown/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Tautan ini tidak berlaku lagi" in answers[0].content.decode()
    assert {visitor.post(link).status_code for link in links} == {404}


def test_a_link_for_another_purpose_opens_nothing_here(visitor, people, is_open):
    raw = tokens.mint("stakeholders.invitation", person=people.rizky, life=timedelta(days=1))
    assert visitor.get(acts.path(raw)).status_code == 404


@pytest.mark.parametrize("gone", ["person", "address", "thing", "sight of it"])
def test_a_link_ends_with_its_person_address_thing_or_sight(visitor, name_it, people, thread, gone):
    if gone == "person":
        people.rizky.is_active = False
        people.rizky.save()
    elif gone == "address":
        people.rizky.email = "rizky.baru@contoh.example"
        people.rizky.save()
    elif gone == "thing":
        thread.delete()
    else:
        set_visibility(thread.audience, Visibility.PRIVATE)
    assert visitor.get(name_it).status_code == 404
    assert visitor.post(name_it).status_code == 404


def test_the_right_is_asked_when_the_page_is_shown_and_when_it_acts(visitor, name_it, thread, is_open):
    is_open.now = False
    for answer in (visitor.get(name_it), visitor.post(name_it)):
        assert answer.status_code == 403
        assert "Utas ini bukan milik Anda." in answer.content.decode()
        assert f'action="{name_it}"' not in answer.content.decode()
    assert done(thread) == ""
    is_open.now = True
    assert visitor.post(name_it).status_code == 303, "a refusal does not use the link up"


def test_a_refusal_of_the_action_is_the_page_s_sentence(visitor, name_it, thread):
    answer = visitor.post(name_it, {"name": "tutup"})
    assert (answer.status_code, "Utas ini sudah ditutup." in answer.content.decode()) == (403, True)
    assert visitor.post(name_it, {"name": "bersih"}).status_code == 303


@pytest.mark.parametrize(("typed", "sentence"), [("kosong", "Tulis nama utas."), ("a\x00b", "tidak dapat disimpan")])
def test_bad_input_is_a_sentence_and_leaves_the_link_usable(visitor, name_it, thread, typed, sentence):
    answer = visitor.post(name_it, {"name": typed})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert done(thread) == ""
    assert visitor.post(name_it, {"name": "bersih"}).status_code == 303


def test_what_is_typed_reaches_the_act_as_text(visitor, name_it, thread):
    visitor.post(name_it, {"name": NAMED, "csrfmiddlewaretoken": "x", "once": "\x00k"})
    assert done(thread) == NAMED


def test_a_forged_request_is_refused(name_it, thread):
    assert Client(enforce_csrf_checks=True).post(name_it).status_code == 403
    assert done(thread) == ""


def test_what_was_done_is_said_only_where_it_was(visitor, is_open):
    assert visitor.get("/aksi/selesai/forged/").status_code == 404
    forged = dumps({"act": "test.name", "is_undo": False, "url": ""}, salt="other")
    assert visitor.get(f"/aksi/selesai/{forged}/").status_code == 404


def test_other_verbs_are_not_spoken_here(visitor, name_it, sign_it):
    assert visitor.put(name_it).status_code == 405
    assert visitor.get(f"{sign_it}kode/").status_code == 405


def test_a_signed_in_session_of_another_person_is_no_proof(people, sign_it, thread):
    browser = signed_in(people.dewi)
    assert "Rizky Maulana" in browser.get(sign_it).content.decode()
    assert browser.post(sign_it).status_code == 422
    assert done(thread) == ""


def test_many_links_are_minted_by_one_insert(people, thread, is_open, django_assert_num_queries):
    wanted = [("test.name", people.rizky, thread), ("test.sign", people.dewi, thread)] * 10
    with django_assert_num_queries(1):
        assert len(set(acts.links(wanted))) == 20
