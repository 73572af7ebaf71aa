"""Paging by key: nothing lost, nothing twice, nothing broken by what stands in the address."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commons.models import Job
from commons.paging import Page, Paged, page
from tests.people import People

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORDERS = [
    ("-due_at", "-pk"),
    ("progress", "pk"),
    ("-dies_at",),
    ("dies_at", "-progress", "pk"),
    ("kind",),
    ("person__name",),
]
rows = st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 3)), max_size=24)


def make(people: People, *facts: tuple[int, int | None]) -> None:
    Job.objects.bulk_create(
        Job(
            kind="abc"[a],
            person=people.ratna if a % 2 else people.bayu,
            progress=a,
            due_at=START + timedelta(microseconds=a),
            dies_at=None if b is None else START + timedelta(hours=b),
        )
        for a, b in ((a % 3, b) for a, b in facts)
    )


def walk(by: tuple[str, ...], link: str = "", way: str = "following", size: int = 3) -> list[Page]:
    seen = []
    while not seen or link:
        seen.append(page(Job.objects.select_related("person"), by=by, request=asking(link), size=size))
        link = getattr(seen[-1], way)
    return seen


def asking(link: str) -> Any:
    return RequestFactory().get("/", QueryDict(link.lstrip("?")).dict())


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(facts=rows, by=st.sampled_from(ORDERS), size=st.integers(1, 7))
def test_every_row_is_on_one_page_there_and_back(people: People, facts: Any, by: tuple[str, ...], size: int) -> None:
    Job.objects.all().delete()
    make(people, *facts)
    there = walk(by, size=size)
    pks = [row.pk for shown in there for row in shown.rows]
    assert sorted(pks) == sorted(Job.objects.values_list("pk", flat=True))
    last = there[-1]
    back = walk(by, last.previous, "previous", size) if last.previous else []
    assert [row.pk for shown in reversed(back) for row in shown.rows] == pks[: len(pks) - len(last.rows)]


@pytest.mark.parametrize("by", [("-due_at", "-pk"), ("progress", "pk"), ("kind",)])
@pytest.mark.parametrize("size", [1, 3])
def test_statements_give_the_same_pages(people: People, by: tuple[str, ...], size: int) -> None:
    make(people, *[(n, n) for n in range(8)])
    statements = Paged(lambda: Job.objects.select_related("person"), by=by, size=size)
    there = walk(by, size=size)
    back = walk(by, there[-1].previous, "previous", size)
    links = ["", *(shown.following or "?setelah=x" for shown in there), *(shown.previous for shown in back)]
    for link in links:
        asked = asking(link)
        assert statements.page(asked.GET) == page(Job.objects.select_related("person"), by=by, request=asked, size=size)


def test_statements_refuse_a_key_that_may_be_empty() -> None:
    with pytest.raises(ValueError, match="dies_at"):
        Paged(Job.objects.all, by=("-dies_at",)).page(QueryDict())


def test_rows_that_arrive_meanwhile_push_nothing_out(people: People) -> None:
    make(people, *[(n, n) for n in range(10)])
    first = page(Job.objects.all(), by=("-due_at",), size=5)
    make(people, (2, None), (2, None))
    rest = walk(("-due_at",), first.following, size=5)
    seen = [row.pk for shown in (first, *rest) for row in shown.rows]
    assert len(seen) == len(set(seen)) == 10


def test_the_neighbours_are_there_only_where_rows_are(people: People) -> None:
    make(people, *[(n, n) for n in range(6)])
    first, second = walk(("pk",))
    assert (first.previous, bool(first.following)) == ("", True)
    assert (bool(second.previous), second.following) == (True, "")
    assert page(Job.objects.none(), by=("pk",)) == Page([])


def test_other_parameters_stay_and_the_old_cursor_goes(people: People) -> None:
    make(people, *[(n, n) for n in range(9)])
    first = page(Job.objects.all(), by=("pk",), request=RequestFactory().get("/?q=air+bersih&setelah=x"), size=3)
    query = QueryDict(first.following[1:])
    assert query["q"] == "air bersih"
    assert query.getlist("setelah") != ["x"]
    assert set(query) == {"q", "setelah"}


def test_a_page_costs_one_query(people: People, django_assert_num_queries: Any) -> None:
    make(people, *[(n, n) for n in range(9)])
    link = page(Job.objects.all(), by=("-due_at",), size=3).following
    with django_assert_num_queries(1):
        page(Job.objects.all(), by=("-due_at",), request=asking(link), size=3)


def test_annotations_and_plain_values_can_be_the_key(people: People) -> None:
    make(people, *[(n, n) for n in range(7)])
    queryset = Job.objects.annotate(twice=F("progress") + F("progress")).values("pk", "twice")
    first = page(queryset, by=("-twice",), size=4)
    second = page(queryset, by=("-twice",), request=asking(first.following), size=4)
    assert len({row["pk"] for row in first.rows + second.rows}) == 7


def test_the_first_condition_is_a_range_for_the_index(people: People) -> None:
    make(people, *[(n, n) for n in range(9)])
    link = page(Job.objects.all(), by=("-due_at",), size=3).following
    with CaptureQueriesContext(connection) as queries:
        page(Job.objects.all(), by=("-due_at",), request=asking(link), size=3)
    where = queries[0]["sql"].split(" WHERE ")[1]
    assert where.startswith('(("commons_job"."due_at" < ')
    assert " OR " in where
    assert "IS NULL" not in where


def forged(*values: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("way", ["setelah", "sebelum"])
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "é",
        "=" * 9,
        "A" * 5000,
        forged(),
        forged(1),
        forged("2026-11-23"),
        forged("2026-11-23T12:00:00", "1"),
        forged("kemarin", "1"),
        forged("2026-11-23T12:00:00+00:00", "9" * 30),
        forged("2026-11-23T12:00:00+00:00", "a\x00"),
        forged("2026-11-23T12:00:00+00:00", "\ud800"),
        forged({"a": 1}, []),
        forged(None, None),
        forged(None, "1"),
        forged("0000-00-00T00:00:00Z", "1"),
        forged("10000-01-01T00:00:00Z", "1"),
        "W" * 1500,
        base64.urlsafe_b64encode(b"[" * 1000).decode(),
    ],
)
def test_a_cursor_that_does_not_fit_shows_the_first_page(people: People, cursor: str, way: str) -> None:
    make(people, *[(n, n) for n in range(3)])
    asked = RequestFactory().get("/", {way: cursor})
    shown = page(Job.objects.all(), by=("-due_at",), request=asked)
    assert len(shown.rows) == 3
    assert Paged(Job.objects.all, by=("-due_at",)).page(asked.GET) == shown


@pytest.mark.parametrize("way", ["setelah", "sebelum"])
@pytest.mark.parametrize("at", ["9999-12-31T23:59:59.999999-23:59", "9999-12-31", "0001-01-01T00:00:00+23:59"])
def test_a_moment_at_the_end_of_all_time_breaks_no_list(people: People, at: str, way: str) -> None:
    make(people, *[(n, n) for n in range(3)])
    for by in (("-due_at",), ("due_at",)):
        asked = RequestFactory().get("/", {way: forged(at, "1")})
        assert len(page(Job.objects.all(), by=by, request=asked).rows) in (0, 3)
        assert len(Paged(Job.objects.all, by=by).page(asked.GET).rows) in (0, 3)


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_no_cursor_breaks_a_list(cursor: str) -> None:
    assert page(Job.objects.all(), by=("-dies_at",), after=cursor).rows == []


def test_past_the_end_one_can_go_back_to_the_start(people: People) -> None:
    make(people, *[(n, n) for n in range(6)])
    link = walk(("pk",))[0].following
    Job.objects.filter(pk__gt=Job.objects.order_by("pk")[2].pk).delete()
    assert page(Job.objects.all(), by=("pk",), request=asking(link), size=3) == Page([], previous="?")
