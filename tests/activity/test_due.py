"""What must be said later: once, at its time, or not at all, and the reason is kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Lock
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from activity.actions import When, cancel, record, schedule, tell_dues, tell_next_due
from activity.models import Due, Thread
from activity.tasks import tell_due
from commons.models import Theme
from commons.telling import DueKind
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.people import People
from tests.things import offered, posted, thing

HOUR = timedelta(hours=1)
said: list[tuple[str, str]] = []
_writing = Lock()


def _say(due: Due, target: Theme | None) -> str:
    if target is None:
        return "gone"
    if target.name == "batal":
        return "cancelled"
    with _writing:
        said.append((target.name, due.occasion))
    return "told"


def _fail(due: Due, target: Theme | None) -> str:
    raise ValueError("cannot be said")


def _rhythm(due: Due, target: Theme) -> str:
    """Says it and sets its own next time."""
    schedule("tests.rhythm", target, {"": soon(HOUR)})
    return "told"


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    said.clear()
    kinds = (DueKind("tests.remind", _say), DueKind("tests.fail", _fail), DueKind("tests.rhythm", _rhythm))
    with offered(*kinds):
        yield


def soon(after: timedelta, useful: timedelta = 24 * HOUR) -> When:
    return When(timezone.now() + after, timezone.now() + after + useful)


def theme(name: str) -> Theme:
    return Theme.objects.create(code=f"t{Theme.objects.count()}", name=name)


def outcomes() -> dict[str, str]:
    return dict(Due.objects.exclude(done_at=None).values_list("occasion", "outcome"))


# pitfall: M1
def test_m1_a_row_is_said_at_its_time_and_once(people: People) -> None:
    schedule("tests.remind", theme("rapat"), {"7d": soon(-HOUR), "1d": soon(HOUR)})
    assert tell_next_due()
    assert not tell_next_due()
    assert said == [("rapat", "7d")]
    assert outcomes() == {"7d": "told"}


# pitfall: M3
@pytest.mark.django_db(transaction=True)
def test_m3_two_beats_and_two_workers_say_each_row_once() -> None:
    for number in range(40):
        schedule("tests.remind", theme(f"rapat {number}"), {"1d": soon(-HOUR)})
    together = Barrier(2)

    def work() -> None:
        try:
            together.wait(10)
            tell_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(work) for _ in range(2)]:
            one.result(60)
    assert sorted(said) == sorted((f"rapat {number}", "1d") for number in range(40))
    assert Due.objects.filter(done_at=None).count() == 0


def test_a_row_that_its_kind_forgets_among_many_is_said_alone_and_not_called_late(people: People) -> None:
    def tell_all(pairs: Any) -> dict[int, str]:
        (first, _), *_others = pairs
        return {first.pk: "told by many"}

    with offered(DueKind("tests.forgetful", _say, tell_all)):
        for name in ("Air", "Jalan", "Sampah"):
            schedule("tests.forgetful", theme(name), {name: soon(-HOUR)})
        assert tell_dues() == 3
    assert outcomes() == {"Air": "told", "Jalan": "told", "Sampah": "told"}


# pitfall: M2
def test_m2_what_was_cancelled_moved_or_is_gone_is_not_said(people: People) -> None:
    kept, moved, cancelled, gone = theme("tetap"), theme("pindah"), theme("batal"), theme("hapus")
    for one in (kept, moved, cancelled, gone):
        schedule("tests.remind", one, {one.name: soon(-HOUR)})
    schedule("tests.remind", moved, {moved.name: soon(HOUR)})
    gone_pk = gone.pk
    gone.delete()
    tell_due()
    assert said == [("tetap", "tetap")]
    assert outcomes() == {"tetap": "told", "batal": "cancelled", "hapus": "gone"}
    assert Due.objects.get(target_id=gone_pk).done_at is not None
    cancel("tests.remind", moved)
    assert not Due.objects.filter(done_at=None).exists()


# pitfall: M2
def test_m2_an_account_closed_meanwhile_hears_nothing(people: People) -> None:
    thread = thing("Rapat")

    def remind(due: Due, target: Theme) -> str:
        record("tests.posted", actor=None, target=target, thread=thread, to=[("concerned", due.person)])
        return "told"

    with offered(DueKind("tests.person", remind)):
        for one in (people.rizky, people.dewi):
            schedule("tests.person", theme("rapat"), {"1d": soon(-HOUR)}, person=one)
        people.dewi.is_active = False
        people.dewi.save(update_fields=["is_active"])
        tell_due()
        dispatch()
    assert list(Notification.objects.values_list("person__handle", flat=True)) == ["rizky"]


# pitfall: M4
def test_m4_after_an_outage_the_useful_goes_once_and_the_rest_says_why_not(people: People) -> None:
    over, running, coming = theme("selesai"), theme("berjalan"), theme("nanti")
    schedule("tests.remind", over, {"1d": soon(-30 * HOUR, useful=24 * HOUR)})
    schedule("tests.remind", running, {"1h": soon(-2 * HOUR, useful=3 * HOUR)})
    schedule("tests.remind", coming, {"2h": soon(2 * HOUR)})
    tell_due()
    tell_due()
    assert said == [("berjalan", "1h")]
    assert outcomes() == {"1d": "too late", "1h": "told"}


def test_a_row_that_cannot_be_said_is_put_aside_and_stops_nobody(people: People) -> None:
    schedule("tests.fail", theme("rusak"), {"rusak": soon(-2 * HOUR)})
    schedule("tests.remind", theme("rapat"), {"rapat": soon(-HOUR)})
    Due.objects.create(**_of_a_kind_that_is_gone())
    tell_due()
    assert said == [("rapat", "rapat")]
    assert outcomes() == {"rusak": "failed", "rapat": "told", "hilang": "failed"}


def _of_a_kind_that_is_gone() -> dict[str, Any]:
    like = Due.objects.first()
    assert like is not None
    when = {"due_at": timezone.now() - HOUR, "useful_until": timezone.now() + HOUR}
    return {"kind": "tests.gone", "target_type": like.target_type, "target_id": 1, "occasion": "hilang", **when}


def test_one_moved_into_the_future_speaks_again(people: People) -> None:
    meeting = theme("rapat")
    schedule("tests.remind", meeting, {"1d": soon(-HOUR)})
    tell_due()
    schedule("tests.remind", meeting, {"1d": soon(-2 * HOUR)})
    assert not tell_next_due()
    schedule("tests.remind", meeting, {"1d": soon(HOUR)})
    Due.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    tell_due()
    assert said == [("rapat", "1d")] * 2


def test_occasions_no_longer_named_are_cancelled_and_what_was_said_stays(people: People) -> None:
    meeting = theme("rapat")
    schedule("tests.remind", meeting, {"7d": soon(-HOUR), "1d": soon(HOUR), "2h": soon(2 * HOUR)})
    tell_due()
    schedule("tests.remind", meeting, {"1d": soon(3 * HOUR)})
    assert set(Due.objects.values_list("occasion", flat=True)) == {"7d", "1d"}


def test_a_rhythm_sets_its_own_next_time(people: People) -> None:
    one = theme("bank")
    schedule("tests.rhythm", one, {"": soon(-HOUR)})
    tell_due()
    due = Due.objects.get()
    assert due.done_at is None
    assert due.due_at > timezone.now()


def test_an_unknown_kind_is_refused_when_it_is_set(people: People) -> None:
    with pytest.raises(LookupError):
        schedule("tests.unheard_of", theme("x"), {"": soon(HOUR)})
    later: datetime = timezone.now()
    assert not Due.objects.filter(due_at__gte=later).exists()


def test_saying_it_is_one_transaction_with_its_outcome(people: People) -> None:
    """What a failing kind wrote before it failed is undone."""

    def half(due: Due, target: Theme) -> str:
        posted(Thread.objects.get(), people.ratna)
        raise ValueError

    thread = thing("Rapat")
    with offered(DueKind("tests.half", half)):
        schedule("tests.half", theme("x"), {"": soon(-HOUR)})
        tell_due()
    assert not thread.activities.exists()
