"""Two tap at the same moment, or one taps while the organisation goes: one forum, and none that nobody may have."""

import pytest

from forums.actions import move_topic, open_forum
from forums.models import Category, Topic
from stakeholders.actions import edit_organisation, suspend_organisation
from stakeholders.models import Organisation
from stakeholders.queries import facts_of
from tests.forums.town import general, make_topic
from tests.guards.at_once import posting, together
from tests.people import People
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Pengurus tidak dapat dihubungi."


def test_of_two_who_open_it_at_once_each_gets_the_same_one(people: People, town: Town) -> None:
    path = f"/forum/organisasi/{town.firm.pk}/buka/"
    answers = together([posting(one, path) for one in (people.bayu, people.putri, people.ratna, people.bayu)])
    assert answers == [303] * 4
    assert Category.objects.filter(organisation=town.firm).count() == 1


def test_opened_while_the_organisation_is_suspended_it_takes_nothing(people: People, town: Town) -> None:
    together(
        [
            lambda: open_forum(organisation=town.firm, by=people.bayu),
            lambda: suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY),
        ]
    )
    assert Organisation.objects.get(pk=town.firm.pk).state == "suspended"
    assert not Category.objects.filter(organisation=town.firm, archived_at=None).exists()


def test_renamed_while_topics_come_and_go_nobody_waits_for_the_other_for_ever(people: People, town: Town) -> None:
    forum = open_forum(organisation=town.firm, by=people.bayu)
    topics = [make_topic(people, category=forum, title=f"Topik ke-{n}") for n in range(3)]
    answers = together(
        [
            *(lambda t=t: move_topic(topic=t, to=general(), by=people.putri, told="public") for t in topics),
            *(lambda n=n: make_topic(people, category=forum, title=f"Baru ke-{n}") for n in range(3)),
            lambda: edit_organisation(
                organisation=town.firm, by=people.putri, **facts_of(town.firm) | {"name": "PT Mata Air"}
            ),
        ]
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    forum.refresh_from_db()
    assert (forum.title, forum.topics_count) == ("PT Mata Air", 3)
    assert Topic.objects.filter(category=forum).count() == 3
