"""What people write is kept on the server too, for them alone, without secrets, and not for ever."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from commons import drafts, tasks
from commons.models import Attachment, Draft, Once
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
FROM_HERE = {"Origin": "http://testserver"}
KIND = "projects.project:new"


def send(browser: Client, headers: dict[str, str] = FROM_HERE, **values: Any) -> int:
    data = {"draft_kind": KIND, "draft_action": "/proyek/baru/"} | values
    return browser.post("/draf/", data, headers=headers).status_code


def test_a_draft_is_kept_and_replaced_by_the_next(people: People) -> None:
    browser = signed_in(people.rizky)
    assert send(browser, title="Ker") == 204
    assert send(browser, title="Kerja bakti", themes=["1", "2"]) == 204
    draft = Draft.objects.get()
    assert (draft.person, draft.kind, draft.action) == (people.rizky, KIND, "/proyek/baru/")
    assert drafts.initial(draft) == {"title": "Kerja bakti", "themes": ["1", "2"]}


def test_secrets_are_never_kept(people: People) -> None:
    names = ("password1", "new_password", "code", "otp", "once", "Token", "pass\x00word")
    secret = dict.fromkeys(names, "TandaRahasia")
    send(signed_in(people.rizky), title="x", **secret)
    assert "TandaRahasia" not in json.dumps(Draft.objects.get().values)


def test_a7_a_nul_byte_does_not_break_a_draft(people: People) -> None:
    assert send(signed_in(people.rizky), title="a\x00b", draft_kind="x\x00") == 204
    assert Draft.objects.get().values == [["title", "ab"]]


def test_an_emptied_form_leaves_no_draft(people: People) -> None:
    browser = signed_in(people.rizky)
    send(browser, title="x")
    send(browser, title="  ")
    assert not Draft.objects.exists()


def test_only_our_own_pages_save_a_draft(people: People, visitor: Client) -> None:
    assert send(signed_in(people.rizky), {"Origin": "https://evil.example"}, title="x") == 403
    assert send(signed_in(people.rizky), {}, title="x") == 403
    assert send(visitor, title="x") == 403
    assert not Draft.objects.filter(person__isnull=False).exists()
    assert signed_in(people.rizky).get("/draf/").status_code == 405


@pytest.mark.parametrize(
    "action", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x", "/" * 600]
)
def test_a_draft_leads_nowhere_else(people: People, action: str) -> None:
    send(signed_in(people.rizky), title="x", draft_action=action)
    assert Draft.objects.get().action == ""


def test_a_draft_is_its_persons_alone(people: People) -> None:
    send(signed_in(people.rizky), title="x")
    assert drafts.find(people.dewi, KIND) is None
    signed_in(people.dewi).post("/draf/hapus/", {"draft_kind": KIND})
    assert Draft.objects.count() == 1


def test_a_draft_can_be_thrown_away(people: People) -> None:
    browser = signed_in(people.rizky)
    send(browser, title="x")
    response = browser.post("/draf/hapus/", {"draft_kind": KIND})
    assert (response.status_code, response["Location"]) == (303, "/proyek/baru/")
    assert not Draft.objects.exists()
    assert browser.post("/draf/hapus/", {"draft_kind": "y\x00"})["Location"] == "/"


def test_too_much_is_not_kept_and_the_oldest_give_way(people: People) -> None:
    assert drafts.save(person=people.rizky, kind=KIND, action="/", pairs=[("a", "x" * 200_001)]) is None
    for n in range(drafts.MOST_DRAFTS + 2):
        drafts.save(person=people.rizky, kind=f"kind:{n}", action="/", pairs=[("a", "x")])
    assert Draft.objects.filter(person=people.rizky).count() == drafts.MOST_DRAFTS
    assert drafts.find(people.rizky, "kind:0") is None


def test_the_link_lanjutkan_fills_the_form(people: People) -> None:
    drafts.save(person=people.rizky, kind=KIND, action="/", pairs=[("title", "x")])
    request = RequestFactory().get("/proyek/baru/", drafts.RESUME)
    request.user = people.rizky
    assert drafts.resumed(request, KIND) == {"title": "x"}
    assert drafts.resumed(request, "other") == {}
    request = RequestFactory().get("/proyek/baru/")
    request.user = people.rizky
    assert drafts.resumed(request, KIND) == {}


def test_what_has_had_its_time_is_swept(people: People, storage: Any) -> None:
    def aged(row: Any, days: float, field: str = "updated_at") -> Any:
        type(row).objects.filter(pk=row.pk).update(**{field: timezone.now() - timedelta(days=days)})
        return row

    person = people.rizky
    aged(Draft.objects.create(person=person, kind="old"), 31)
    young = aged(Draft.objects.create(person=person, kind="young"), 29)
    aged(Draft.objects.create(key="a", kind="kept"), 1.1)
    kept = aged(Draft.objects.create(key="b", kind="kept"), 0.9)
    aged(Once.objects.create(key="a"), 1.1, "created_at")
    once = aged(Once.objects.create(key="b"), 0.9, "created_at")
    unsent = Attachment.objects.create(owner=person, kind="pdf", media_type="x", name="x", size=1, digest="x")
    aged(unsent, 1.1, "created_at")
    tasks.sweep()
    assert set(Draft.objects.all()) == {young, kept}
    assert list(Once.objects.all()) == [once]
    assert not Attachment.objects.exists()
