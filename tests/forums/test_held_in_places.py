"""What is held follows its place: merged topics, parts with moderators of their own, a category that is to go."""

import pytest
from django.utils import timezone

from accounts.models import User
from commons.access import Refused
from forums.actions import delete_category, merge_topic, name_moderator, open_category, release_held, report_post
from forums.models import Category, HeldPost, Report
from forums.queries import waiting_in_forum
from forums.queries.reports import HELD, queue
from tests.forums.held import QUEUE, WORD, held_reply, held_topic
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_here")]


def market(people: People, **facts: object) -> Category:
    return open_category(by=people.putri, title="Pasar", visibility="public", **facts)


def test_a_held_answer_goes_along_when_its_topic_is_merged(people: People, lilis: User) -> None:
    topic, into = make_topic(people), make_topic(people, title="Parkir di gang Melati")
    held = held_reply(topic, lilis)
    merge_topic(topic=topic, into=into, by=people.putri)
    held.refresh_from_db()
    post = release_held(held=held, by=people.putri)
    assert (post.topic, post.number) == (into, 3)


def test_a_category_that_something_was_sent_to_is_not_deleted(people: People, lilis: User) -> None:
    category = market(people)
    held_topic(lilis, category=category)
    with pytest.raises(Refused, match="Arsipkan saja"):
        delete_category(category=category, by=people.putri)
    assert HeldPost.objects.get().category == category


def test_who_looks_after_a_category_finds_its_queue_and_no_other(people: People, lilis: User) -> None:
    category = market(people)
    part = open_category(by=people.putri, title="Lapak malam", visibility="public", parent=category.pk)
    here, beside = make_topic(people, category=part), make_topic(people)
    held, other = held_reply(here, lilis), held_reply(beside, lilis, "Yang ini di tempat lain.")
    report_post(post=here.posts.get(number=1), by=people.bayu, reason=Report.Reason.ABUSE)
    assert signed_in(people.dewi).get(QUEUE).status_code == 403
    assert queue(HELD, people.dewi)[0].count() == 0
    name_moderator(category=category, person=people.dewi, by=people.putri)
    page = signed_in(people.dewi).get(QUEUE).content.decode()
    assert held.get_absolute_url() in page
    assert WORD in page
    assert other.get_absolute_url() not in page
    rows = waiting_in_forum(timezone.now(), [people.dewi.pk, people.bayu.pk])
    assert sorted(row.kind for row in rows if row.person_id == people.dewi.pk) == ["forums.held", "forums.reported"]
    with pytest.raises(Refused):
        release_held(held=other, by=people.dewi)
    assert release_held(held=held, by=people.dewi).topic == here
