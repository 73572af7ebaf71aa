"""Acts that bind: the link alone does nothing; six digits mailed to the same address, or a session, prove who asks."""

from typing import Any

import pytest
from django.utils import timezone

from mail import codes
from mail.delivery import drain
from mail.models import MailToken
from tests.mail.test_acts import done, is_open, sign_it, thread
from tests.people import signed_in
from tests.sinks import text_of

__all__ = ["is_open", "sign_it", "thread"]


def mailed(mail_sink: Any, address: str) -> str:
    drain()
    text = text_of(mail_sink.to(address)[-1])
    return next(word for word in text.split() if word.isdigit() and len(word) == 6)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_link_alone_does_not_bind(visitor, sign_it, thread):
    page = visitor.get(sign_it).content.decode()
    assert "Kirim kode ke surel saya" in page
    assert 'name="code"' not in page
    assert visitor.post(sign_it).status_code == 422
    assert done(thread) == ""


def test_with_the_mailed_code_it_does(visitor, sign_it, thread, people, mail_sink):
    asked = visitor.post(f"{sign_it}kode/")
    assert (asked.status_code, asked["Location"]) == (303, sign_it)
    assert 'name="code"' in visitor.get(sign_it).content.decode()
    code = mailed(mail_sink, people.rizky.email)
    answer = visitor.post(sign_it, {"code": f" {code[:3]} {code[3:]} ", "name": "sah"})
    assert "Ditandatangani." in visitor.get(answer["Location"]).content.decode()
    assert done(thread) == "sah"
    drain()
    assert len(mail_sink.to(people.rizky.email)) == 1, "what binds cannot be undone by a link"


def test_a_session_of_that_very_person_needs_no_code(sign_it, thread, people):
    browser = signed_in(people.rizky)
    assert 'name="code"' not in browser.get(sign_it).content.decode()
    assert browser.post(sign_it, {"name": "sah"}).status_code == 303
    assert done(thread) == "sah"


def test_the_code_rests_nowhere(visitor, sign_it, people, mail_sink):
    visitor.post(f"{sign_it}kode/")
    code = mailed(mail_sink, people.rizky.email)
    assert code not in str(MailToken.objects.get().data)


def test_three_wrong_codes_end_it_and_a_new_one_begins(visitor, sign_it, thread, people, mail_sink):
    visitor.post(f"{sign_it}kode/")
    code = mailed(mail_sink, people.rizky.email)
    answers = [visitor.post(sign_it, {"code": wrong(code)}).content.decode() for _ in range(codes.TRIES)]
    assert "Kode itu tidak cocok" in answers[0]
    assert "Kode itu tidak berlaku lagi" in answers[-1]
    assert visitor.post(sign_it, {"code": code}).status_code == 422
    assert done(thread) == ""
    visitor.post(f"{sign_it}kode/")
    assert visitor.post(sign_it, {"code": mailed(mail_sink, people.rizky.email), "name": "sah"}).status_code == 303


def test_a_new_code_ends_the_one_before(visitor, sign_it, people, mail_sink):
    visitor.post(f"{sign_it}kode/")
    first = mailed(mail_sink, people.rizky.email)
    visitor.post(f"{sign_it}kode/")
    second = mailed(mail_sink, people.rizky.email)
    assert first == second or visitor.post(sign_it, {"code": first}).status_code == 422
    assert visitor.post(sign_it, {"code": second}).status_code == 303


def test_a_code_ends_after_ten_minutes(visitor, sign_it, thread, people, mail_sink):
    visitor.post(f"{sign_it}kode/")
    code = mailed(mail_sink, people.rizky.email)
    token = MailToken.objects.get()
    token.data["code"]["until"] = timezone.now().isoformat()
    token.save()
    assert visitor.post(sign_it, {"code": code}).status_code == 422
    assert "Kirim kode ke surel saya" in visitor.get(sign_it).content.decode()


def test_codes_cannot_be_asked_for_without_end(visitor, sign_it, people, mail_sink):
    for _ in range(codes.MOST):
        assert visitor.post(f"{sign_it}kode/").status_code == 303
    answer = visitor.post(f"{sign_it}kode/")
    assert (answer.status_code, "Masuk dulu" in answer.content.decode()) == (429, True)
    drain()
    assert len(mail_sink.to(people.rizky.email)) == codes.MOST


@pytest.mark.parametrize("typed", ["", "\x00", "١٢٣٤٥٦", "9" * 5000, "'; drop table"])
def test_nonsense_is_a_wrong_code(visitor, sign_it, thread, typed):
    visitor.post(f"{sign_it}kode/")
    assert visitor.post(sign_it, {"code": typed}).status_code == 422
    assert done(thread) == ""


def test_a_reversible_act_has_no_code(visitor, people, thread, is_open):
    from mail import acts

    assert visitor.post(f"{acts.link('test.name', person=people.rizky, target=thread)}kode/").status_code == 404
