"""A form sent twice is done once, also when both arrive at the same moment."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commons.models import Once, Theme
from commons.once import OnceForm, perform_once
from tests.people import People

AT_ONCE = 10


def sent(key: str, person: Any = None) -> Any:
    request = RequestFactory().post("/", {"once": key})
    request.user = person or AnonymousUser()
    return request


def create(code: str) -> Callable[[], str]:
    def act() -> str:
        return f"/bidang/{Theme.objects.create(code=code, name='x').pk}/"

    return act


def together(acts: list[Callable[[], Any]]) -> list[Any]:
    """All at the same moment, each over a connection of its own; exceptions are answers too."""
    answers: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int) -> None:
        gate.wait()
        try:
            answers[place] = acts[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signed_in", [True, False])
def test_f4_ten_identical_posts_are_one_row_and_ten_same_answers(people: People, signed_in: bool) -> None:
    person = people.rizky if signed_in else None
    for key in ("one", "two", "three", "four", "five"):
        made = iter(range(AT_ONCE))
        answers = together([partial(send_once, key, person, made)] * AT_ONCE)
        assert len(set(answers)) == 1
        assert answers[0].startswith("/bidang/")
        assert Theme.objects.filter(code__startswith=f"{key}-").count() == 1


def send_once(key: str, person: Any, made: Iterator[int]) -> str:
    return perform_once(sent(key, person), create(f"{key}-{next(made)}"))


@pytest.mark.django_db(transaction=True)
def test_when_the_first_fails_the_next_acts(people: People) -> None:
    tries = iter(range(AT_ONCE))

    def act() -> str:
        if next(tries) < 3:
            Theme.objects.create(code="half")
            raise RuntimeError("failed on the way")
        return create("whole")()

    answers = together([lambda: perform_once(sent("key", people.rizky), act)] * AT_ONCE)
    assert sum(isinstance(answer, RuntimeError) for answer in answers) == 3
    assert len({answer for answer in answers if isinstance(answer, str)}) == 1
    assert list(Theme.objects.values_list("code", flat=True)) == ["whole"]


def test_another_person_with_the_same_key_acts_for_themselves(people: People) -> None:
    requests = [sent("key", people.rizky), sent("key", people.dewi), sent("key")]
    assert len({perform_once(request, create(f"t-{n}")) for n, request in enumerate(requests)}) == 3
    assert Once.objects.count() == 3


@pytest.mark.django_db
def test_a_form_without_a_key_acts_each_time() -> None:
    for n in range(2):
        perform_once(sent(""), create(f"t-{n}"))
    assert Theme.objects.count() == 2
    assert not Once.objects.exists()


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(key=st.text(max_size=300))
def test_no_key_breaks_a_form(key: str) -> None:
    Theme.objects.all().delete()
    Once.objects.all().delete()
    answers = [perform_once(sent(key.encode("utf-8", "replace").decode()), create(f"t-{n}")) for n in range(2)]
    assert len(answers) == 2
    assert len(set(answers)) == (2 if not key.replace("\x00", "") else 1)


def test_each_form_gets_a_key_of_its_own() -> None:
    class Form(OnceForm):
        pass

    keys = [Form()["once"].value() for _n in range(2)]
    assert keys[0] != keys[1]
    assert all(20 <= len(key) <= 64 for key in keys)
    form = Form({"once": "y" * 64})
    assert form["once"].value() == "y" * 64
