"""`docs/search-cases.csv`: what neighbours type, what must be found among what they wrote, and what must not."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from forums.actions import delete_post, hide_post, open_topic, publish_post
from forums.models import Category, Post
from projects.models import Project
from tests.forums.town import announcements, general
from tests.people import People, signed_in

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).with_name("search_corpus.csv")
CASES = settings.BASE / "docs" / "search-cases.csv"
LEAST = 60


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture
def corpus(people: People, private_project: Project) -> dict[str, Post]:
    """What the people of the tests wrote about their kelurahan, by the keys of the file."""
    categories = {
        "umum": general(),
        "pengumuman": announcements(),
        "private": Category.objects.get(pk=private_project.category_id),
    }
    posts: dict[str, Post] = {}
    topic = None
    for row in rows(CORPUS):
        author = getattr(people, row["by"])
        with time_machine.travel(_noon(int(row["days_ago"])), tick=False):
            if row["title"]:
                writer = people.putri if row["category"] == "pengumuman" else author
                topic = open_topic(
                    category=categories[row["category"]], author=writer, title=row["title"], body=row["text"]
                )
                post = topic.posts.get()
            else:
                assert topic is not None
                post = publish_post(topic=topic, author=author, body=row["text"])
        posts[row["key"]] = post
        if row["state"]:
            _take_away(post, row["state"], people)
    return posts


def _noon(days_ago: int) -> datetime:
    """Of that day at the office."""
    today = timezone.localtime(timezone=timezone.get_default_timezone())
    return today.replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)


def _take_away(post: Post, state: str, people: People) -> None:
    if state == "hidden":
        hide_post(post=post, by=people.putri, reason="Iklan obat")
    else:
        delete_post(post=post, by=post.author)


def address(case: dict[str, str]) -> dict[str, Any]:
    """`penulis=Bayu Prasetyo dari=-9`: a value goes on until the next name; days are counted from today."""
    asked: dict[str, Any] = {"q": case["query"]}
    name = ""
    for word in case["filters"].split():
        if "=" in word:
            name, value = word.split("=")
            asked[name] = value
        else:
            asked[name] += f" {word}"
    for name in asked.keys() & {"dari", "sampai"}:
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        asked[name] = (today + timedelta(days=int(asked[name]))).isoformat()
    if "kategori" in asked:
        asked["kategori"] = Category.objects.get(title=asked["kategori"]).pk
    return asked


def found(browser: Client, case: dict[str, str], corpus: dict[str, Post]) -> set[str]:
    """The keys of the posts to which a hit leads: to themselves, or by its title to the topic that they open."""
    page = browser.get("/forum/cari/", address(case)).content.decode()
    page = page.partition('id="daftar"')[2]
    titles = {key: post.topic.get_absolute_url() for key, post in corpus.items() if post.is_opening}
    own = {key: f"{post.topic.get_absolute_url()}?no={post.number}#no-{post.number}" for key, post in corpus.items()}
    return {key for key in corpus if f'"{own[key]}"' in page or (key in titles and f'"{titles[key]}"' in page)}


def test_every_case_finds_what_it_must_and_nothing_that_it_must_not(people: People, corpus: dict[str, Post]) -> None:
    browser, wrong = signed_in(people.sunarti), []
    cases = list(rows(CASES))
    for post in corpus.values():
        post.topic.refresh_from_db()
    for case in cases:
        hits = found(browser, case, corpus)
        missing = set(case["must_find"].split()) - hits
        extra = set(case["must_not_find"].split()) & hits
        assert set((case["must_find"] + " " + case["must_not_find"]).split()) <= corpus.keys(), case
        if missing or extra:
            wrong.append(f"{case['query']} {case['filters']}: not found {missing}, found {extra}")
    assert len(cases) >= LEAST
    assert not wrong, "\n".join(wrong)


def test_s3_whoever_sees_the_private_part_finds_what_others_do_not(people: People, corpus: dict[str, Post]) -> None:
    case = {"query": "pirusmala", "filters": ""}
    assert found(signed_in(people.ratna), case, corpus) == {"rahasia"}
    for browser in (Client(), signed_in(people.bayu)):
        assert found(browser, case, corpus) == set()
