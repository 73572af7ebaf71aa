"""An organisation's own part of the forum: it comes when somebody wants it, and goes where the organisation goes."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import begin_to_follow
from commons.access import Refused, can
from forums.actions import (
    hide_post,
    move_topic,
    open_forum,
    open_topic,
    pin_topic,
    publish_post,
    release_held,
    report_post,
    send_topic,
)
from forums.models import Category, HeldPost, Question, Topic
from forums.queries import categories_list, may_start_in, questions_in, topics_list, waiting_in_forum
from forums.queries.questions import WAITING
from notifications.fanout import dispatch
from notifications.models import Notification
from stakeholders.actions import (
    archive_organisation,
    carry_out_import,
    change_role,
    edit_organisation,
    end_membership,
    join,
    reinstate_organisation,
    suspend_organisation,
    unarchive_organisation,
    undo_import,
    undo_verification,
)
from stakeholders.models import Organisation
from stakeholders.queries import facts_of
from tests.forums.town import general, make_question, make_topic
from tests.people import People, person, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, imported, row
from tests.town import MANAGER, REPRESENTATIVE, Town

pytestmark = pytest.mark.django_db
QUEUE = "/forum/laporan/"
WHY = "Pengurus tidak dapat dihubungi."


@pytest.fixture
def forum(people: People, town: Town) -> Category:
    """The firm's, whose manager is bayu."""
    return open_forum(organisation=town.firm, by=people.bayu)


def door(organisation: Organisation) -> str:
    return f"/forum/organisasi/{organisation.pk}/buka/"


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def now(category: Category) -> Category:
    return Category.objects.select_related("audience", "thread").get(pk=category.pk)


def told(who: Any) -> list[str]:
    dispatch()
    return list(Notification.objects.filter(person=who).order_by("pk").values_list("activity__verb", flat=True))


# How it comes.


def test_a_manager_opens_it_with_one_tap_and_then_everybody_reads_it(people: People, town: Town) -> None:
    manager, page = signed_in(people.bayu), town.firm.get_absolute_url()
    assert door(town.firm) in text(manager, page)
    answer = manager.post(door(town.firm))
    forum = Category.objects.get(organisation=town.firm)
    assert (answer.status_code, answer["Location"]) == (303, forum.get_absolute_url())
    open_topic(category=forum, author=people.bayu, title="Jadwal sumur baru", body="Mulai Senin.")
    for one in (manager, signed_in(people.sunarti), Client()):
        html = text(one, page)
        assert "Jadwal sumur baru" in html
        assert forum.get_absolute_url() in html
        assert door(town.firm) not in html
    write = f"/forum/baru/?kategori={forum.pk}"
    assert write in text(signed_in(people.sunarti), page)
    assert write not in text(Client(), page)
    assert page in text(Client(), forum.get_absolute_url())


def test_staff_open_it_and_nobody_else_does(people: People, town: Town) -> None:
    join(organisation=town.firm, person=people.dewi, role=REPRESENTATIVE)
    for one in (people.dewi, people.tukimin):
        browser = signed_in(one)
        assert door(town.firm) not in text(browser, town.firm.get_absolute_url())
        assert browser.post(door(town.firm)).status_code == 403
    assert Client().post(door(town.firm)).status_code == 403  # with the way to sign in
    assert not Category.objects.exclude(organisation=None).exists()
    assert signed_in(people.putri).post(door(town.firm)).status_code == 303
    assert Category.objects.get(organisation=town.firm).title == town.firm.name


def test_nothing_is_said_of_a_forum_that_nobody_wanted(people: People, town: Town) -> None:
    for one in (Client(), signed_in(people.sunarti)):
        assert "Forum organisasi" not in text(one, town.firm.get_absolute_url())


def test_an_organisation_that_is_not_verified_gets_none(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    for one in (people.bayu, people.putri):
        assert door(town.firm) not in text(signed_in(one), town.firm.get_absolute_url())
        assert signed_in(one).post(door(town.firm)).status_code == 403
    with pytest.raises(Refused):
        open_forum(organisation=town.firm, by=people.putri)


def test_opened_twice_it_is_the_same(people: People, town: Town, forum: Category) -> None:
    assert open_forum(organisation=town.firm, by=people.putri) == forum


def test_the_database_holds_one_an_organisation_and_only_for_owned_ones(town: Town, forum: Category) -> None:
    shared = {"title": "Lagi", "audience": town.firm.audience, "thread": town.firm.thread, "is_owned": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(organisation=town.firm, **shared)
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(organisation=town.ngo, **shared | {"is_owned": False})


# Where it stands.


def test_it_is_not_among_the_forums_categories_and_its_topics_are_in_the_lists(people: People, forum: Category) -> None:
    topic = make_topic(people, category=forum, title="Sumur di RW 03")
    assert forum not in categories_list(people.sunarti)
    assert topic in topics_list(people.sunarti)
    assert "Sumur di RW 03" in text(Client(), "/forum/")
    assert forum in may_start_in(people.sunarti)


def test_who_follows_the_organisation_hears_of_its_topics(people: People, town: Town, forum: Category) -> None:
    begin_to_follow(people.dewi, town.firm.thread)
    make_topic(people, category=forum)
    assert "forums.topic_opened" in told(people.dewi)
    assert "forums.topic_opened" not in told(people.tukimin)


def test_it_is_called_as_the_organisation_is_today(people: People, town: Town, forum: Category) -> None:
    topic = make_topic(people, category=forum)
    browser = Client()
    assert town.firm.name in text(browser, topic.get_absolute_url())
    edit_organisation(organisation=town.firm, by=people.putri, **facts_of(town.firm) | {"name": "PT Mata Air"})
    assert now(forum).title == "PT Mata Air"
    for path in (topic.get_absolute_url(), now(forum).get_absolute_url(), "/forum/"):
        assert "PT Mata Air" in text(browser, path)
        assert "PT Sumber Air" not in text(browser, path)
    assert browser.get(forum.get_absolute_url()).status_code == 301


def test_what_changes_many_organisations_at_once_renames_it_too(town: Town, forum: Category) -> None:
    """As imports do, past every action."""
    Organisation.objects.filter(pk=town.firm.pk).update(name="PT Mata Air")
    assert now(forum).title == "PT Mata Air"
    town.firm.name = "PT Sumber Air"
    Organisation.objects.bulk_update([town.firm], ["name"])
    assert now(forum).title == "PT Sumber Air"


# When the organisation is away.


def away(people: People, organisation: Organisation, how: str) -> None:
    if how == "unverified":
        undo_verification(organisation=organisation, by=people.putri, reason=WHY)
    else:
        deed = suspend_organisation if how == "suspended" else archive_organisation
        deed(organisation=organisation, by=people.putri, reason=WHY)


@pytest.mark.parametrize("how", ["suspended", "archived", "unverified"])
def test_while_the_organisation_is_away_it_is_read_and_no_more(
    people: People, town: Town, forum: Category, how: str
) -> None:
    question = make_topic(people, category=forum, kind="question")
    post = publish_post(topic=question, author=people.dewi, body="Saya juga mau tahu.")
    away(people, town.firm, how)
    forum, question = now(forum), Topic.objects.get(pk=question.pk)
    assert forum.is_archived
    assert question.is_archived
    assert not Category.objects.taking_topics().filter(pk=forum.pk).exists()
    assert not Topic.objects.unanswered().filter(pk=question.pk).exists()
    for one in (people.sunarti, people.putri, people.bayu):
        assert forum not in may_start_in(one)
        assert not can(one, "forums.open_topic", forum)
        assert not can(one, "forums.publish_post", question)
    for deed in (
        lambda: publish_post(topic=question, author=people.putri, body="Halo."),
        lambda: open_topic(category=forum, author=people.putri, title="Masih ada?", body="Halo."),
    ):
        with pytest.raises(Refused):
            deed()
    reader = signed_in(people.ratna)  # one that is not verified is seen by few
    for path in (question.get_absolute_url(), post.get_absolute_url(), forum.get_absolute_url()):
        assert reader.get(path, follow=True).status_code == 200
    assert "Saya juga mau tahu." in text(reader, question.get_absolute_url())
    html = text(reader, town.firm.get_absolute_url())
    assert str(question) in html
    assert f"?kategori={forum.pk}" not in html


@pytest.mark.parametrize("how", ["suspended", "archived"])
def test_old_links_into_it_stay_readable_for_everybody(people: People, town: Town, forum: Category, how: str) -> None:
    topic = make_topic(people, category=forum)
    away(people, town.firm, how)
    for path in (topic.get_absolute_url(), forum.get_absolute_url(), town.firm.get_absolute_url()):
        assert str(topic) in text(Client(), path)


def test_an_organisation_that_is_unverified_is_hidden_with_its_forum(
    people: People, town: Town, forum: Category
) -> None:
    topic = make_topic(people, category=forum)
    away(people, town.firm, "unverified")
    assert Client().get(topic.get_absolute_url()).status_code == 404
    assert topic not in topics_list(people.sunarti)
    assert text(signed_in(people.ratna), topic.get_absolute_url())


def test_when_the_organisation_comes_back_its_forum_does(people: People, town: Town, forum: Category) -> None:
    topic = make_topic(people, category=forum)
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    archive_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    began = now(forum).archived_at
    unarchive_organisation(organisation=town.firm, by=people.putri, reason="Salah catat.")
    assert now(forum).archived_at == began  # suspended, as it was before
    reinstate_organisation(organisation=town.firm, by=people.putri)
    assert not now(forum).is_archived
    assert publish_post(topic=topic, author=people.dewi, body="Ada lagi.").number == 2
    assert make_topic(people, category=forum, title="Sumur kedua").category == forum


def test_a_topic_that_was_put_away_by_itself_stays_so(people: People, town: Town, forum: Category) -> None:
    topic = make_topic(people, category=forum)
    Topic.objects.filter(pk=topic.pk).update(archived_at=timezone.now(), archived_by=people.putri)
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    reinstate_organisation(organisation=town.firm, by=people.putri)
    assert Topic.objects.get(pk=topic.pk).is_archived


def test_a_question_there_is_not_owed_while_the_organisation_is_away(
    people: People, town: Town, forum: Category
) -> None:
    topic = make_question(people, town, category=forum)
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    assert not Question.objects.waiting().filter(topic=topic).exists()
    assert not questions_in(WAITING, people.ratna).exists()
    reinstate_organisation(organisation=town.firm, by=people.putri)
    assert Question.objects.waiting().filter(topic=topic).exists()
    assert questions_in(WAITING, people.ratna).count() == 1


# Who looks after it.


def test_its_managers_do_what_moderators_do_there_and_nowhere_else(people: People, town: Town, forum: Category) -> None:
    inside, outside = make_topic(people, category=forum), make_topic(people, title="Parkir lain")
    reply = publish_post(topic=inside, author=people.dewi, body="Iklan obat.")
    other = publish_post(topic=outside, author=people.dewi, body="Iklan obat.")
    hide_post(post=reply, by=people.bayu, reason="Iklan obat.")
    assert pin_topic(topic=inside, by=people.bayu).is_pinned
    for deed in (
        lambda: hide_post(post=other, by=people.bayu, reason="Iklan obat."),
        lambda: pin_topic(topic=outside, by=people.bayu),
        lambda: pin_topic(topic=inside, by=people.rizky),
    ):
        with pytest.raises(Refused):
            deed()
    assert "Sematkan" in text(signed_in(people.bayu), make_topic(people, category=forum).get_absolute_url())
    assert move_topic(topic=inside, to=general(), by=people.bayu, told="public").category == general()


def test_a_representative_looks_after_nothing_until_they_manage(people: People, town: Town, forum: Category) -> None:
    topic = make_topic(people, category=forum)
    membership = join(organisation=town.firm, person=people.dewi, role=REPRESENTATIVE)
    assert not can(people.dewi, "forums.pin_topic", Topic.objects.select_related("category").get(pk=topic.pk))
    change_role(membership=membership, role=MANAGER, by=people.bayu)
    assert can(people.dewi, "forums.pin_topic", Topic.objects.select_related("category").get(pk=topic.pk))
    change_role(membership=membership, role=REPRESENTATIVE, by=people.bayu)
    assert not can(people.dewi, "forums.pin_topic", Topic.objects.select_related("category").get(pk=topic.pk))


def test_who_leaves_or_is_suspended_with_the_organisation_looks_after_it_no_more(
    people: People, town: Town, forum: Category
) -> None:
    def may(one: Any) -> bool:
        return bool(can(one, "forums.unpin_topic", Topic.objects.select_related("category").get(pk=topic.pk)))

    topic = pin_topic(topic=make_topic(people, category=forum), by=people.bayu)
    second = join(organisation=town.firm, person=people.dewi, role=MANAGER)
    assert may(people.dewi)
    end_membership(membership=second, by=people.putri)
    assert (may(people.dewi), may(people.bayu)) == (False, True)
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    assert not may(people.bayu)


def test_its_managers_announce_in_it_and_only_there(people: People, town: Town, forum: Category) -> None:
    made = open_topic(category=forum, author=people.bayu, title="Air mati", body="Rabu.", kind="announcement")
    assert made.kind == Topic.Kind.ANNOUNCEMENT
    for author, category in ((people.bayu, general()), (people.sunarti, forum)):
        with pytest.raises(Refused):
            open_topic(category=category, author=author, title="Air mati", body="Rabu.", kind="announcement")


def test_the_form_offers_them_announcements_and_says_where_they_may(
    people: People, town: Town, forum: Category
) -> None:
    form = {"kind": "announcement", "title": "Air mati hari Rabu", "body": "Pukul sembilan."}
    manager, member = signed_in(people.bayu), signed_in(people.sunarti)
    assert 'value="announcement"' in text(manager, "/forum/baru/")
    assert 'value="announcement"' not in text(member, "/forum/baru/")
    refused = manager.post("/forum/baru/", form | {"category": general().pk})
    assert refused.status_code == 422
    assert "pengelola di forum organisasinya" in refused.content.decode()
    assert member.post("/forum/baru/", form | {"category": forum.pk}).status_code == 422
    assert manager.post("/forum/baru/", form | {"category": forum.pk}).status_code == 303
    assert Topic.objects.get().category == forum


def test_what_is_reported_there_waits_for_its_managers(people: People, town: Town, forum: Category) -> None:
    post = make_topic(people, category=forum).posts.get()
    outside = make_topic(people, title="Parkir lain").posts.get()
    for one in (post, outside):
        report_post(post=one, by=people.dewi, reason="spam")
    html = text(signed_in(people.bayu), QUEUE)
    assert "Parkir di gang Mawar" in html
    assert "Parkir lain" not in html
    assert signed_in(people.rizky).get(QUEUE).status_code == 403
    asked = [people.bayu.pk, people.rizky.pk]
    found = [(row.person_id, row.object_id) for row in waiting_in_forum(timezone.now(), asked)]
    assert found == [(people.bayu.pk, post.pk)]
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    assert list(waiting_in_forum(timezone.now(), asked)) == []


@pytest.mark.usefixtures("new_here")
def test_what_is_held_there_waits_for_its_managers(people: People, town: Town, forum: Category) -> None:
    newcomer = person("lilis", "Lilis Suryani")
    held = send_topic(category=forum, author=newcomer, title="Kapan ke gang kami?", body="Mohon kabar.")
    assert isinstance(held, HeldPost)
    waiting = [row.person_id for row in waiting_in_forum(timezone.now(), [people.bayu.pk, people.rizky.pk])]
    assert waiting == [people.bayu.pk]
    assert "Kapan ke gang kami?" in text(signed_in(people.bayu), f"{QUEUE}?tampil=ditahan")
    with pytest.raises(Refused):
        release_held(held=held, by=people.rizky)
    release_held(held=held, by=people.bayu)
    assert Topic.objects.get().category == forum


def test_it_is_changed_at_the_organisation_and_not_here(people: People, forum: Category) -> None:
    for act in ("ubah", "hapus", "moderator"):
        assert signed_in(people.putri).get(f"/forum/{forum.pk}/{act}/").status_code == 403


# What it must not break, and what it costs.


def test_an_import_that_brought_its_organisation_is_not_undone(people: People) -> None:
    browser = signed_in(people.putri)
    batch = carry_out_import(batch=imported(browser, as_csv([HEADINGS, row("Melati")])), by=people.putri)
    melati = Organisation.objects.get(name="Melati")
    open_forum(organisation=melati, by=people.putri)
    assert "Melati sudah dipakai: di bagian lain." in text(browser, f"{batch.get_absolute_url()}urungkan/")
    with pytest.raises(Refused):
        undo_import(batch=batch, by=people.putri)
    with pytest.raises(ProtectedError):
        melati.delete()


def test_an_organisation_that_is_gone_meanwhile_gets_none(people: People, town: Town) -> None:
    gone = Organisation(pk=town.firm.pk + 999)
    with pytest.raises(ObjectDoesNotExist):
        open_forum(organisation=gone, by=people.putri)


@pytest.mark.parametrize("who", ["visitor", "member", "manager"])
def test_its_pages_ask_as_few_statements_as_others(people: People, town: Town, forum: Category, who: str) -> None:
    one = {"member": people.sunarti, "manager": people.bayu}.get(who)
    browser = signed_in(one) if one else Client()
    topic = make_topic(people, category=forum)
    for path, most in ((topic.get_absolute_url(), 6 if one else 4), (forum.get_absolute_url(), 8)):
        text(browser, path)
        with CaptureQueriesContext(connection) as seen:
            text(browser, path)
        assert len(seen.captured_queries) <= most, path
