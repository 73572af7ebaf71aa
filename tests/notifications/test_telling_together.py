"""Several at once: real transactions, real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from activity.actions import follow, number_untold
from activity.models import Activity
from mail.models import Message
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.people import make_people
from tests.things import posted, thing

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(act: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        try:
            return act()
        finally:
            connection.close()

    return run


def test_told_no_grows_in_the_order_of_commits_not_of_ids() -> None:
    """Two transactions, the later id commits first: whoever remembers the number told so far loses neither."""
    people = make_people()
    bank = thing("Bank sampah")
    follow(people.rizky, bank)
    written, may_commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            posted(bank, people.ratna, text="pertama")
            written.set()
            may_commit.wait(10)

    with ThreadPoolExecutor(1) as pool:
        slow_one = pool.submit(in_thread(slow))
        written.wait(10)
        quick = posted(bank, people.ratna, text="kedua")
        assert dispatch() == 1
        quick.refresh_from_db()
        watermark = quick.told_no
        assert watermark is not None
        may_commit.set()
        slow_one.result(10)
    first = Activity.objects.exclude(pk=quick.pk).get()
    assert first.pk < quick.pk
    assert first.told_no is None
    assert dispatch() == 1
    first.refresh_from_db()
    assert first.told_no is not None
    assert first.told_no > watermark
    assert Notification.objects.get().count == 2


def test_two_dispatchers_tell_everybody_once() -> None:
    people = make_people()
    bank = thing("Bank sampah")
    for one in (people.rizky, people.dewi, people.bayu):
        follow(one, bank)
    for _ in range(120):
        posted(bank, people.ratna, ("mentioned", people.tukimin))
    together = Barrier(2)

    def tell() -> int:
        together.wait(10)
        return dispatch()

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(in_thread(tell)) for _ in range(2)]
        assert sum(int(str(one.result(60))) for one in told) == 120
    assert set(Notification.objects.filter(reason="follows").values_list("count", flat=True)) == {120}
    assert Notification.objects.filter(reason="mentioned").count() == 120
    assert Message.objects.count() == 120
    numbers = list(Activity.objects.order_by("told_no").values_list("told_no", flat=True))
    assert len(set(numbers)) == 120


def test_no_number_turns_up_below_one_that_could_already_be_seen() -> None:
    """The second dispatcher waits for the first: otherwise its higher number would be there before the lower one."""
    people = make_people()
    bank = thing("Bank sampah")
    first, second = posted(bank, people.ratna), posted(bank, people.ratna)
    numbered, may_commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            assert number_untold(1).ids == [first.pk]
            numbered.set()
            may_commit.wait(10)

    def seen() -> set[int]:
        return set(Activity.objects.exclude(told_no=None).values_list("pk", flat=True))

    with ThreadPoolExecutor(2) as pool:
        slow_one = pool.submit(in_thread(slow))
        numbered.wait(10)
        other = pool.submit(in_thread(dispatch))
        wait([other], timeout=1)
        assert not other.done()
        assert seen() == set()
        may_commit.set()
        slow_one.result(10)
        assert other.result(10) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.told_no is not None
    assert second.told_no is not None
    assert first.told_no < second.told_no
