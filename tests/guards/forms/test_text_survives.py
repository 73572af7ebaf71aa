"""A8, end to end: the session ends while somebody writes; nothing is lost, planted by others, or sent twice."""

from html import unescape
from typing import Any

import pytest
from django.conf import settings

from commons.models import Draft
from tests.guards.answers import ask
from tests.guards.browser import Browser, body
from tests.guards.cast import WITHOUT_A_SESSION, Scene
from tests.guards.examples import FORMS, Example, code_mailed
from tests.guards.filled import Found, Pairs, arrive, fill, send
from tests.guards.pages import WRITTEN, Form, forms_of
from tests.guards.sql import changed, checksums, undone

pytestmark = pytest.mark.django_db
ASIDE = {"django_session", "commons_draft"}
LONG_TEXTS = [
    "projects:project_create",
    "projects:project_edit",
    "projects:project_stage",
    "projects:project_propose",
    "projects:template_create",
    "projects:template_edit",
    "projects:completion_create",
    "projects:update_create",
    "projects:update_correct",
    "projects:obstacle_create",
    "projects:obstacle_answer",
    "projects:obstacle_resolve",
    "projects:partner_invite",
    "projects:partnership_answer",
    "projects:partnership_end",
    "projects:milestone_create",
    "projects:milestone_edit",
    "projects:task_create",
    "commitments:commitment_keep",
    "commitments:commitment_move",
    "commitments:commitment_hand_over",
    "commitments:commitment_undo",
    "commitments:commitment_withdraw",
    "forums:topic_create",
    "forums:post_create",
    "forums:post_edit",
    "forums:summary_edit",
    "forums:question_answer",
    "forums:question_reopen",
    "forums:template_create",
    "forums:template_edit",
    "meetings:meeting_create",
    "meetings:project_meeting_create",
    "meetings:invitee_answer",
    "meetings:invitee_create",
    "meetings:item_create",
    "meetings:item_edit",
    "meetings:item_propose",
    "meetings:general_edit",
    "meetings:part_edit",
    "meetings:decision_create",
    "meetings:item_decision_create",
    "meetings:minutes_object",
    "meetings:series_invitee_create",
    "stakeholders:organisation_create",
    "stakeholders:organisation_describe",
    "stakeholders:organisation_edit",
    "stakeholders:invitation_create",
    "accounts:profile_edit",
    "stakeholders:agreement_create",
    "stakeholders:agreement_edit",
]
# To the signed out these are not there: what was typed comes back on the page that says so.
SECRET_TEXTS = {
    "stakeholders:engagement_create",
    "stakeholders:engagement_edit",
    "stakeholders:engagement_add",
}
# Whoever holds the link from the mail need not be signed in, so no session can end while they write.
BY_LINK = {"mail:act_detail"}
each_text = pytest.mark.parametrize("name", LONG_TEXTS)


def written_by_people(form: Form, pairs: Pairs) -> list[str]:
    """What stands in the text fields."""
    kinds = {name: one.kind for name, one in form.fields.items()}
    return [value for name, value in pairs if isinstance(value, str) and value and kinds.get(name) in WRITTEN]


def test_every_form_with_a_text_of_ones_own_is_among_them(walked: list[Found]) -> None:
    mine = {one.name for one in walked if any(field.kind == "textarea" for field in one.form.fields.values())}
    assert mine - {"portal:component_list"} <= set(LONG_TEXTS) | SECRET_TEXTS | BY_LINK


@pytest.mark.parametrize("name", sorted(SECRET_TEXTS))
def test_a8_on_a_page_that_is_not_there_the_text_is(name: str, scene: Scene, walked: list[Found]) -> None:
    with undone():
        _, browser, form, pairs = begun(scene, walked, name)
        del browser.cookies[settings.SESSION_COOKIE_NAME]
        met = send(browser, form, pairs)
        texts = [str(value) for field, value in pairs if form.fields[field].kind == "textarea"]
        assert met.status_code == 404
        assert texts
        assert [text for text in texts if text not in unescape(body(met).decode())] == []


def begun(scene: Scene, walked: list[Found], name: str) -> tuple[Example, Browser, Form, Pairs]:
    example = FORMS[name][0]
    browser, form = arrive(scene, name, example, walked)
    return example, browser, form, fill(scene, browser, form, example)


def sign_in(scene: Scene, browser: Browser, role: str) -> Any:
    """By mailed code, through both pages, on the way to the text."""
    ask(browser, "POST", "/masuk/", data={"login": scene.people[role].email, "next": "/tulisan/"})
    return ask(browser, "POST", "/masuk/kode/", data={**code_mailed(scene, browser), "next": "/tulisan/"})


@each_text
def test_a8_after_signing_in_the_text_is_there_and_is_sent_once(name: str, scene: Scene, walked: list[Found]) -> None:
    with undone():
        example, browser, form, pairs = begun(scene, walked, name)
        del browser.cookies[settings.SESSION_COOKIE_NAME]
        met = send(browser, form, pairs)
        assert met.status_code == 403
        assert [text for text in written_by_people(form, pairs) if text not in unescape(body(met).decode())] == []
        assert sign_in(scene, browser, example.role)["Location"] == "/tulisan/"
        shown = body(ask(browser, "GET", "/tulisan/")).decode()
        kept = next(one for one in forms_of(shown, "/tulisan/") if one.path == form.path)
        again: Pairs = [(field, value) for field, values in kept.untouched.items() for value in values]
        assert set(written_by_people(form, pairs)) <= {value for _, value in again}
        first = send(browser, form, again)
        assert first.status_code == 303
        once = checksums()
        second = send(browser, form, again)
        assert (second.status_code, second["Location"]) == (303, first["Location"])
        assert changed(once, checksums()) - ASIDE == set()


@each_text
def test_a8_a_token_of_another_sign_in_gives_the_text_back_to_be_sent(
    name: str, scene: Scene, walked: list[Found]
) -> None:
    with undone():
        _, browser, form, pairs = begun(scene, walked, name)
        browser.is_strict = True
        met = send(browser, form, [*pairs, ("csrfmiddlewaretoken", "b" * 64)])
        assert met.status_code == 403
        kept = next(one for one in forms_of(body(met).decode(), form.path) if one.path == form.path)
        again: Pairs = [(field, value) for field, values in kept.untouched.items() for value in values]
        assert send(browser, form, again).status_code == 303


@each_text
def test_a8_another_site_plants_nothing(name: str, scene: Scene, walked: list[Found]) -> None:
    with undone():
        _, browser, form, pairs = begun(scene, walked, name)
        before = Draft.objects.count()
        for session in (browser.cookies[settings.SESSION_COOKIE_NAME].value, ""):
            stranger = Browser(session, is_strict=True)
            for origin in ("https://jahat.example", "null", "http://testserver.jahat.example"):
                met = send(stranger, form, pairs, origin=origin)
                assert met.status_code == 403
                html = unescape(body(met).decode())
                assert [text for text in written_by_people(form, pairs) if text in html] == []
                assert settings.KEPT_COOKIE_NAME not in met.cookies
        assert Draft.objects.count() == before


def test_a8_only_the_browser_that_wrote_it_finds_it(scene: Scene, walked: list[Found]) -> None:
    with undone():
        _, browser, form, pairs = begun(scene, walked, "projects:project_create")
        del browser.cookies[settings.SESSION_COOKIE_NAME]
        send(browser, form, pairs)
        for role in scene.people:
            if role not in WITHOUT_A_SESSION:
                assert ask(scene.browser(role), "GET", "/tulisan/").status_code == 404
        forged = scene.browser("member")
        forged.cookies[settings.KEPT_COOKIE_NAME] = Draft.objects.get(kind="kept").key
        assert ask(forged, "GET", "/tulisan/").status_code == 404
