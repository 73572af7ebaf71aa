"""Limits hold whatever header a client makes up, spare the neighbours behind one address, and say how long."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory

from commons.limits import TooMany, answer_too_many, client_address, limit
from tests.commons.pictures import picture, upload
from tests.people import People, signed_in


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "5.5.5.5", "5.5.5.5"),
        (1, "1.1.1.1, 5.5.5.5", "5.5.5.5"),
        (1, "1.1.1.1,2.2.2.2 ,5.5.5.5 ", "5.5.5.5"),
        (2, "1.1.1.1, 5.5.5.5, 10.0.0.1", "5.5.5.5"),
        (2, "5.5.5.5", "9.9.9.9"),
        (1, "1.1.1.1, <script>", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
    ],
)
def test_a3_the_address_is_counted_from_the_right(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(RequestFactory(REMOTE_ADDR="9.9.9.9").get("/", headers=headers)) == address


def test_behind_a_unix_socket_without_a_proxy_nobody_has_an_address() -> None:
    assert client_address(RequestFactory(REMOTE_ADDR="").get("/")) == "unknown"


@limit("3/m", key=client_address)
def guess(request: Any) -> HttpResponse:
    return HttpResponse()


def ask(**how: Any) -> Any:
    return guess(RequestFactory(REMOTE_ADDR=how.pop("address", "9.9.9.9")).post("/", **how))


def test_a3_a_made_up_header_gives_no_new_tries(settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    for n in range(3):
        ask(headers={"X-Forwarded-For": f"1.2.3.{n}, 5.5.5.5"})
    with pytest.raises(TooMany) as refused:
        ask(headers={"X-Forwarded-For": "7.7.7.7, 5.5.5.5"})
    assert 1 <= refused.value.seconds <= 60
    assert ask(headers={"X-Forwarded-For": "7.7.7.7, 6.6.6.6"}).status_code == 200


def test_reading_is_not_counted() -> None:
    assert [guess(RequestFactory().get("/")).status_code for _n in range(10)] == [200] * 10


def test_neighbours_behind_one_address_are_counted_apart(people: People, storage: Any) -> None:
    @limit("1/m")
    def write(request: Any) -> HttpResponse:
        return HttpResponse()

    def by(person: Any) -> HttpResponse:
        request = RequestFactory().post("/")
        request.user = person
        return write(request)

    assert [by(person).status_code for person in (people.rizky, people.dewi)] == [200, 200]
    with pytest.raises(TooMany):
        by(people.rizky)


def test_limits_of_two_views_are_two_limits() -> None:
    @limit("1/m", key=client_address)
    def other(request: Any) -> HttpResponse:
        return HttpResponse()

    assert other(RequestFactory().post("/")).status_code == 200
    assert ask(address="127.0.0.1").status_code == 200


def test_what_the_door_declared_stays_declared() -> None:
    def view(request: Any) -> HttpResponse:
        return HttpResponse()

    view.access = "public"  # type: ignore[attr-defined]
    assert limit("1/m")(view).access == "public"  # type: ignore[attr-defined]


def test_too_many_is_a_429_that_says_when(people: People, storage: Any) -> None:
    browser = signed_in(people.rizky)
    answers = [browser.post("/lampiran/")]
    while answers[-1].status_code == 422:  # a new minute may begin on the way
        assert len(answers) <= 121
        answers.append(browser.post("/lampiran/"))
    assert (len(answers) > 60, answers[-1].status_code) == (True, 429)
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert "Terlalu sering" in answers[-1].content.decode()
    assert signed_in(people.dewi).post("/lampiran/", {"file": upload(picture())}).status_code == 201


def test_other_failures_are_left_to_others() -> None:
    process = answer_too_many(lambda request: HttpResponse()).process_exception  # type: ignore[attr-defined]
    assert process(RequestFactory().get("/"), PermissionDenied()) is None


def test_a_visitor_has_limits_too(db: None, visitor: Client) -> None:
    @limit("1/m")
    def write(request: Any) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().post("/")
    request.user = AnonymousUser()
    write(request)
    with pytest.raises(TooMany):
        write(request)
