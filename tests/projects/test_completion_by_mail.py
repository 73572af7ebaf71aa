"""That a project is done is confirmed, or disputed, by the links of its letter, as on its page."""

import re

import pytest
from django.test import Client

from commons.models import Visibility
from mail import acts
from mail.models import MailToken
from projects.actions import confirm_completion, decline_completion, end_partnership
from projects.models import Completion, Project, Stage
from tests.people import People, signed_in
from tests.projects.life import said_to_be_done
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town, make_project, partner

MISSING = "Dua tong di gang Melati belum terpasang."
REFUSED = "Selesai dikonfirmasi oleh mitra dari unsur lain atau kelurahan, selama belum dijawab."


@pytest.fixture
def completion(people: People, town: Town, project: Project) -> Completion:
    """Said by the youth (community); the firm (private, bayu) is asked."""
    partner(people, project, town.firm)
    return said_to_be_done(project, people.rizky, town.youth)


def link(act: str, person: object, completion: Completion) -> str:
    return acts.link(f"projects.{act}_completion", person=person, target=completion)


def state(completion: Completion) -> str:
    return str(Completion.objects.values_list("state", flat=True).get(pk=completion.pk))


def test_the_letter_has_both_links_for_who_may_answer(
    people: People,
    completion: Completion,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    text = next(t for s, t in letters(mail_sink, people.bayu.email or "") if s.startswith("Mohon konfirmasi"))
    for label in ("Konfirmasi selesai", "Belum selesai"):
        assert re.search(rf"{label}:\s+\S+?/aksi/\S+", text), text
    assert not [s for s, _text in letters(mail_sink, people.rizky.email or "") if s.startswith("Mohon konfirmasi")]


def test_looking_writes_nothing_and_the_session_of_that_person_confirms(people: People, completion: Completion) -> None:
    address, browser = link("confirm", people.bayu, completion), signed_in(people.bayu)
    before = list(MailToken.objects.values())
    page = browser.get(address).content.decode()
    assert "Berita acara dan foto terlampir." in page
    assert (state(completion), list(MailToken.objects.values())) == ("waiting", before)
    assert browser.post(address).status_code == 303
    assert state(completion) == "confirmed"
    assert Project.objects.get(pk=completion.project_id).stage == Stage.DONE
    assert browser.post(address).status_code == 404


def test_without_a_session_the_mailed_code_is_asked(
    people: People,
    completion: Completion,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    address, browser = link("confirm", people.bayu, completion), Client()
    assert browser.post(address).status_code == 422
    assert signed_in(people.dewi).post(address).status_code == 422, "another's session proves nothing"
    assert state(completion) == "waiting"
    browser.post(f"{address}kode/")
    subject = next(s for s, _text in letters(mail_sink, people.bayu.email or "") if s.startswith("Kode"))
    code = re.search(r"\d{6}", subject)
    assert code
    assert browser.post(address, {"code": code[0]}).status_code == 303
    assert state(completion) == "confirmed"


def test_it_is_disputed_with_what_is_missing_and_what_was_typed_stays(people: People, completion: Completion) -> None:
    address, browser = link("decline", people.bayu, completion), signed_in(people.bayu)
    short = browser.post(address, {"reason": "belum"})
    assert short.status_code == 422
    assert 'value="belum"' in short.content.decode()
    assert browser.post(address, {"reason": MISSING}).status_code == 303
    completion.refresh_from_db()
    assert (completion.state, completion.reason) == ("declined", MISSING)
    assert Project.objects.get(pk=completion.project_id).stage == Stage.ACTIVE


@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_who_proposed_it_is_refused_by_the_link_as_on_the_page(
    people: People, completion: Completion, act: str
) -> None:
    address = link(act, people.rizky, completion)
    for answer in (signed_in(people.rizky).get(address), signed_in(people.rizky).post(address, {"reason": MISSING})):
        assert answer.status_code == 403
        assert REFUSED in answer.content.decode()
    page = signed_in(people.rizky).post(f"{completion.get_absolute_url()}benar/")
    assert REFUSED in page.content.decode()
    assert state(completion) == "waiting"


@pytest.mark.parametrize("act", ["confirm", "decline"])
@pytest.mark.parametrize("end", ["partnership", "confirmed", "declined"])
def test_a_right_that_has_ended_is_refused_with_the_same_sentence(
    people: People, town: Town, completion: Completion, act: str, end: str
) -> None:
    address = link(act, people.bayu, completion)
    if end == "partnership":
        partnership = completion.project.partnerships.get(organisation=town.firm)
        end_partnership(partnership=partnership, by=people.putri, reason="Program selesai.")
    elif end == "confirmed":
        confirm_completion(completion=completion, by=people.ratna)
    else:
        decline_completion(completion=completion, by=people.ratna, reason=MISSING)
    before = state(completion)
    answer = signed_in(people.bayu).post(address, {"reason": MISSING})
    assert answer.status_code == 403
    assert REFUSED in answer.content.decode()
    assert state(completion) == before


def test_of_a_private_project_the_link_of_an_ended_partner_opens_nothing(people: People, town: Town) -> None:
    project = make_project(people, town, visibility=Visibility.PRIVATE)
    partnership = partner(people, project, town.firm)
    address = link("confirm", people.bayu, said_to_be_done(project, people.rizky, town.youth))
    end_partnership(partnership=partnership, by=people.putri, reason="Program selesai.")
    assert signed_in(people.bayu).get(address).status_code == 404
    assert signed_in(people.bayu).post(address).status_code == 404
