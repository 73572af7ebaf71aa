"""Post 9,990 of 10,000 costs what post 1 costs: of the page, of the database, of what is drawn."""

import json

import pytest
from django.db import connection
from django.test import Client

from forums.models import Topic
from forums.queries.posts import IN_WINDOW
from tests.asking import statements
from tests.environment import empty_cache
from tests.forums.town import make_topic
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
MANY = 10_000
FILL = """
    INSERT INTO forums_post (topic_id, number, author_id, body, source, lang, created_at, hidden_reason)
    SELECT p.topic_id, n, p.author_id, p.body, p.source, p.lang, p.created_at, ''
    FROM forums_post p, generate_series(2, %s) n WHERE p.topic_id = %s AND p.number = 1"""


def long_topic(people: People) -> Topic:
    topic = make_topic(people, body="Tong di depan pos sudah **penuh**, @putri.")
    with connection.cursor() as cursor:
        cursor.execute(FILL, [MANY, topic.pk])
        cursor.execute("ANALYZE forums_post")
    Topic.objects.filter(pk=topic.pk).update(posts_count=MANY, shown_count=MANY)
    topic.refresh_from_db()
    return topic


def work(topic: Topic, first: int) -> tuple[int, int]:
    """Rows that the database found, and pages of memory that it looked at, for the window from this number on."""
    sql, params = IN_WINDOW.filled(topic=topic.pk, first=first, last=first + 19)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        told = cursor.fetchone()[0]
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return plan["Actual Rows"], plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def test_post_9990_of_10000_costs_what_post_1_costs(people: People, record_property: pytest.FixtureRequest) -> None:
    topic = long_topic(people)
    work(topic, 1), work(topic, 9981)  # what is read for the first time is no part of it
    (few, near), (many, far) = work(topic, 1), work(topic, 9981)
    record_property("figures", f"{near} pages of memory for post 1, {far} for post 9,990")  # type: ignore[operator]
    assert few == many == 20
    assert far <= near * 1.5 + 10
    url = topic.get_absolute_url()
    for browser in (Client(), signed_in(people.bayu)):
        assert statements(browser, f"{url}?no=9990") == statements(browser, f"{url}?no=1")
    empty_cache()
    page = Client().get(f"{url}?no=9990").content.decode()
    assert 'id="no-9981"' in page
    assert 'id="no-10000"' in page
    assert len(page) <= len(Client().get(url).content) * 1.2
