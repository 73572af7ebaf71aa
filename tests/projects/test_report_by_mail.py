"""The page that the reminder's link opens takes what the project's own form takes: photos and ticks of milestones."""

import re

import pytest
from django.test import Client

from commons.models import Attachment
from mail import acts
from projects.actions import add_milestone, end_partnership, post_status
from projects.models import Milestone, Project
from tests.commons.pictures import picture, upload
from tests.people import People
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town, partner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def milestone(people: People, project: Project) -> Milestone:
    return add_milestone(project=project, by=people.putri, title="Lahan siap")


@pytest.fixture
def link(people: People, project: Project) -> str:
    """Of the coordinator's reminder."""
    return acts.link("projects.report", person=people.putri, target=project)


def test_photo_and_tick_are_sent_by_the_link_alone_without_a_session(
    project: Project, milestone: Milestone, link: str
) -> None:
    page = Client().get(link).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert "Lahan siap" in page
    assert not project.updates.exists(), "looking sends nothing"
    typed = {"condition": "on_track", "milestones": [milestone.pk], "photos": upload(picture())}
    assert Client().post(link, typed).status_code == 303
    update = project.updates.get()
    assert update.photos.count() == 1
    milestone.refresh_from_db()
    assert (milestone.is_reached, milestone.reached_with) == (True, update)


def test_a_partner_is_offered_no_ticks_and_what_they_send_ticks_nothing(
    people: People, town: Town, project: Project, milestone: Milestone
) -> None:
    partner(people, project, town.firm)
    link = acts.link("projects.report", person=people.bayu, target=project)
    page = Client().get(link).content.decode()
    assert "Lahan siap" not in page
    assert 'type="file"' in page
    assert Client().post(link, {"condition": "on_track", "milestones": [milestone.pk]}).status_code == 303
    assert project.updates.get().acting_as == town.firm
    milestone.refresh_from_db()
    assert not milestone.is_reached


def test_a_form_that_comes_back_keeps_its_photo_and_ticks(project: Project, milestone: Milestone, link: str) -> None:
    answer = Client().post(link, {"milestones": [milestone.pk], "photos": upload(picture())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih satu kondisi." in page
    photo = Attachment.objects.get()
    assert f'value="{photo.key}"' in page
    assert "/lampiran/" not in page, "without a session no picture would be served"
    assert re.search(rf'name="milestones" value="{milestone.pk}"[^>]*checked', page)
    typed = {"condition": "no_change", "milestones": [milestone.pk], "photos_key": photo.key}
    assert Client().post(link, typed).status_code == 303
    assert list(project.updates.get().photos.values_list("key", flat=True)) == [photo.key]


def test_what_is_no_photo_is_said_in_a_sentence_and_nothing_is_sent(project: Project, link: str) -> None:
    answer = Client().post(link, {"condition": "on_track", "photos": upload(b"bukan foto")})
    assert answer.status_code == 422
    assert not project.updates.exists()
    assert not Attachment.objects.exists()


def test_a_call_for_help_asks_for_the_code_and_keeps_the_photo(project: Project, link: str) -> None:
    typed = {"condition": "blocked", "note": "Lahannya ditutup.", "help_from": "Kelurahan", "photos": upload(picture())}
    answer = Client().post(link, typed)
    assert answer.status_code == 422
    assert 'name="code"' in answer.content.decode()
    assert f'value="{Attachment.objects.get().key}"' in answer.content.decode()
    assert not project.updates.exists()


def test_bukan_saya_takes_back_the_ticks_with_the_update(
    people: People,
    project: Project,
    milestone: Milestone,
    link: str,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    Client().post(link, {"condition": "on_track", "milestones": [milestone.pk]})
    other = add_milestone(project=project, by=people.putri, title="Tong datang")
    post_status(project=project, author=people.putri, condition="on_track", milestones=[other])
    undo = next(text for _subject, text in letters(mail_sink, people.putri.email or "") if "Bukan saya" in text)
    assert Client().post(re.findall(r"/aksi/\S+", undo)[-1]).status_code == 303
    milestone.refresh_from_db()
    other.refresh_from_db()
    assert (milestone.is_reached, milestone.reached_with) == (False, None)
    assert other.is_reached


def test_a_right_that_ended_receives_no_photo(people: People, town: Town, project: Project) -> None:
    partnership = partner(people, project, town.firm)
    link = acts.link("projects.report", person=people.bayu, target=project)
    end_partnership(partnership=partnership, by=people.putri, reason="Program selesai.")
    answer = Client().post(link, {"condition": "on_track", "photos": upload(picture())})
    assert answer.status_code == 403
    assert "selama proyek berjalan" in answer.content.decode()
    assert not Attachment.objects.exists()
