"""*Diam*, *Biasa*, *Semua*: what each means for a topic and for a category, in the inbox, by mail and in the digest."""

import pytest

from accounts.models import User
from activity.actions import follow
from activity.models import Follow
from forums.actions import edit_post, publish_post
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.forums.town import general, make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
MUTED, NORMAL, ALL = Follow.Level.MUTED, Follow.Level.NORMAL, Follow.Level.ALL
NOBODY_ASKED: dict[str, str] = {}


def heard(person: User) -> dict[str, str]:
    """By which channel each thing was told, by its verb and reason: whatever is told stands in the inbox too."""
    dispatch()
    found = Notification.objects.filter(person=person)
    rows = found.values_list("activity__verb", "reason", "channel")
    return {f"{verb.removeprefix('forums.')} {reason}": channel for verb, reason, channel in rows}


# What is followed, how much, and what is heard of: a topic that opens, an answer, a mention in an answer.
TOPIC = [
    (None, {}, {"post_published mentioned": "mail"}),
    (MUTED, {}, {}),
    (NORMAL, {"post_published follows": "digest"}, {"post_published mentioned": "mail"}),
    (ALL, {"post_published follows": "mail"}, {"post_published mentioned": "mail"}),
]
CATEGORY = [
    (None, {}, {"post_published mentioned": "mail"}),
    (MUTED, {}, {}),
    (NORMAL, {"topic_opened follows": "digest"}, {"post_published mentioned": "mail"}),
    (ALL, {"topic_opened follows": "mail"}, {"post_published mentioned": "mail"}),
]


@pytest.mark.parametrize(("level", "answer", "mention"), TOPIC)
def test_a_level_of_a_topic(people: People, level: int | None, answer: dict[str, str], mention: dict[str, str]) -> None:
    topic = make_topic(people)
    if level is not None:
        follow(people.tukimin, topic.thread, level)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    assert heard(people.tukimin) == answer
    publish_post(topic=topic, author=people.bayu, body="Bagaimana, @tukimin?")
    assert heard(people.tukimin) == answer | mention


@pytest.mark.parametrize(("level", "opened", "mention"), CATEGORY)
def test_a_level_of_a_category(
    people: People, level: int | None, opened: dict[str, str], mention: dict[str, str]
) -> None:
    if level is not None:
        follow(people.tukimin, general().thread, level)
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    assert heard(people.tukimin) == opened, "each answer is heard of by who follows the topic"
    publish_post(topic=topic, author=people.bayu, body="Bagaimana, @tukimin?")
    assert heard(people.tukimin) == opened | mention


@pytest.mark.parametrize("level", [MUTED, NORMAL, ALL])
def test_a_level_of_the_topic_wins_over_that_of_its_category(people: People, level: int) -> None:
    topic = make_topic(people)
    follow(people.tukimin, general().thread, ALL if level == MUTED else MUTED)
    follow(people.tukimin, topic.thread, level)
    publish_post(topic=topic, author=people.bayu, body="Kami bantu cat, @tukimin.")
    wanted = {MUTED: {}, NORMAL: {"post_published mentioned": "mail"}, ALL: {"post_published mentioned": "mail"}}
    assert heard(people.tukimin) == wanted[Follow.Level(level)]


@pytest.mark.parametrize(("level", "wanted"), [(MUTED, {}), (NORMAL, {"post_edited mentioned": "mail"})])
def test_a_change_is_told_to_the_newly_mentioned_and_to_no_follower(
    people: People, level: int, wanted: dict[str, str]
) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    dispatch()
    follow(people.tukimin, topic.thread, level)
    follow(people.dewi, topic.thread, ALL)
    edit_post(post=post, by=people.bayu, body="Kami bantu cat, @tukimin.")
    assert heard(people.tukimin) == wanted
    assert heard(people.dewi) == {}


@pytest.mark.parametrize(("level", "label"), [(0, "Diam"), (1, "Diikuti"), (2, "Diikuti, semua")])
@pytest.mark.parametrize("what", ["topic", "category"])
def test_a_level_is_chosen_without_javascript_and_shown_where_it_was_chosen(
    people: People, level: int, label: str, what: str
) -> None:
    thing = make_topic(people) if what == "topic" else general()
    browser, url = signed_in(people.tukimin), thing.get_absolute_url()
    page = browser.get(url).content.decode()
    assert f'action="/ikuti/{thing.thread_id}/"' in page
    assert f'name="level" value="{level}"' in page
    answer = browser.post(f"/ikuti/{thing.thread_id}/", {"level": str(level), "kembali": url})
    assert (answer.status_code, answer["Location"]) == (303, url)
    page = browser.get(url).content.decode()
    assert f"</svg>{label}</summary>" in page
    assert f'value="{level}" aria-pressed="true"' in page
    assert page.count('aria-pressed="true"') == 1


def test_whoever_muted_a_topic_and_answers_in_it_is_still_told_nothing(people: People) -> None:
    topic = make_topic(people)
    follow(people.tukimin, topic.thread, MUTED)
    publish_post(topic=topic, author=people.tukimin, body="Saya juga.")
    publish_post(topic=topic, author=people.bayu, body="Baik, @tukimin.")
    assert heard(people.tukimin) == NOBODY_ASKED
