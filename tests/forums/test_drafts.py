"""What somebody began to write is offered again, and gone once it is sent."""

import pytest
from django.test import Client

from commons import drafts
from commons.models import Draft
from tests.forums.town import general, make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_an_answer_goes_on_where_it_stopped(people: People) -> None:
    topic = make_topic(people)
    kind, action = f"forums.post:{topic.pk}", f"/forum/topik/{topic.pk}/balas/"
    drafts.save(person=people.bayu, kind=kind, action=action, pairs=[("body", "Kami bantu cat, tapi")])
    browser, url = signed_in(people.bayu), topic.get_absolute_url()
    page = text(browser, url)
    assert 'href="?draf=lanjut"' in page
    assert "Kami bantu cat, tapi" not in page
    assert "Kami bantu cat, tapi" in text(browser, f"{url}?draf=lanjut")
    assert "Kami bantu cat, tapi" not in text(signed_in(people.dewi), f"{url}?draf=lanjut"), "it is one person's own"
    assert browser.post(action, {"body": "Kami bantu cat."}).status_code == 303
    assert not Draft.objects.filter(person=people.bayu).exists()


def test_a_topic_goes_on_where_it_stopped(people: People) -> None:
    pairs = [("category", str(general().pk)), ("kind", "question"), ("title", "Kapan"), ("body", "Kerja bakti")]
    drafts.save(person=people.bayu, kind="forums.topic:new", action="/forum/baru/", pairs=pairs)
    page = text(signed_in(people.bayu), "/forum/baru/?draf=lanjut")
    assert 'value="Kapan"' in page
    assert "Kerja bakti" in page


def test_sixteen_digits_are_no_part_of_a_post(people: People) -> None:
    topic = make_topic(people)
    typed = {"body": "NIK saya 3174090101900001."}
    response = signed_in(people.bayu).post(f"/forum/topik/{topic.pk}/balas/", typed)
    assert response.status_code == 422
    assert "16 angka" in response.content.decode()
    assert topic.posts.count() == 1
