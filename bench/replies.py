"""Answering a topic: how long the one who sends it waits.

usage: python -m bench.replies PATH COOKIE      (the statements of one answer, inside this process, as JSON)

Each writer opens the topic, which is not timed, and sends the form, which is: one request at a time. Our site lets a
person answer ten times a minute, so there are many writers.
"""

import http.client
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from bench.sites import KNOWS, python

WRITERS, UNTIMED, TIMED = 3, 2, 8  # writers a round, and how often each answers
FORM = re.compile(r'<form[^>]* action="([^"]*/balas/)"[^>]*>(.*?)</form>', re.DOTALL)
INPUT = re.compile(r"<input[^>]*>")
WORDS = "Setuju, **kerja bakti** hari Sabtu pagi saja.\n\n- bawa cangkul\n- kumpul di pos kamling\n\nSaya kabari RT 04."
HEADINGS = (
    "| act | p50 ms, ours / limit | times | p95 ms, ours / limit | SQL, ours / limit |",
    "| --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True)
class Form:
    """Where an answer is sent, and what goes with it unseen."""

    action: str
    hidden: dict[str, str]

    def filled(self) -> dict[str, str]:
        return {**self.hidden, "body": WORDS}


def form_in(page: str) -> Form:
    """
    Raises:
        RuntimeError: nobody may answer on this page.
    """
    if (found := FORM.search(page)) is None:
        raise RuntimeError("the page has no form for an answer")
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in INPUT.findall(found[2])]
    hidden = {one["name"]: unescape(one.get("value", "")) for one in inputs if one.get("type") == "hidden"}
    return Form(found[1], hidden)


@dataclass
class Writer:
    """One person with one kept connection and their cookies."""

    port: int
    cookie: str
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def answer(self, topic: str) -> float:
        """Milliseconds from sending the form to having the whole reply.

        Raises:
            RuntimeError: it was not taken.
        """
        _, page = self._ask("GET", topic)
        form = form_in(page)
        began = time.perf_counter()
        status, _ = self._ask("POST", form.action, form.filled())
        taken = (time.perf_counter() - began) * 1000
        if status != 303:
            raise RuntimeError(f"{form.action} answers {status}")
        return taken

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie} | ({"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        self.connection.request(method, path, urlencode(form) if form else None, headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        self.cookie = with_cookies(self.cookie, response.headers.get_all("Set-Cookie") or [])
        return response.status, body


def with_cookies(cookie: str, headers: list[str]) -> str:
    """What a browser sends back."""
    jar = SimpleCookie(cookie)
    for header in headers:
        jar.load(header)
    return "; ".join(f"{name}={one.value}" for name, one in jar.items())


def answer_in_turn(ours: "Answering", limit: "Answering", rounds: int) -> float:
    """How long ours takes, in times of the limit. Measured anew each time, by other writers."""
    ours.times, limit.times = [], []
    for _ in range(rounds * WRITERS):
        for side in (ours, limit):
            side.go_on()
    return statistics.median(ours.times) / statistics.median(limit.times)


def row(ours: "Answering", limit: "Answering") -> str:
    """The line of the table."""
    p50 = [statistics.median(side.times) for side in (ours, limit)]
    p95 = [sorted(side.times)[int(len(side.times) * 0.95)] for side in (ours, limit)]
    asked = " / ".join(str(side.statements()) for side in (ours, limit))
    return (
        f"| answer to a topic | {p50[0]:.1f} / {p50[1]:.1f} | **{p50[0] / p50[1]:.2f}** "
        f"| {p95[0]:.1f} / {p95[1]:.1f} | {asked} |"
    )


@dataclass
class Answering:
    """One site while it is answered on."""

    environment: dict[str, str]
    port: int
    topic: str
    cookies: list[str]
    times: list[float] = field(default_factory=list)
    writers: int = 0  # who have written

    def go_on(self) -> None:
        """The next writer answers so often as a person may in a minute."""
        writer = Writer(self.port, self.cookies[self.writers % len(self.cookies)])
        self.writers += 1
        times = [writer.answer(self.topic) for _ in range(UNTIMED + TIMED)]
        writer.connection.close()
        self.times += times[UNTIMED:]

    def statements(self) -> int:
        """Of one answer, save the savepoints."""
        told = json.loads(python("-m", "bench.replies", self.topic, self.cookies[-1], **self.environment))
        return int(told["statements"])


def sides(ours: dict[str, Any], bare: dict[str, Any], ports: dict[str, int]) -> tuple[Answering, Answering]:
    """The same topic of both sites; the newest posts stand before whoever answers."""
    return (
        Answering({}, ports["ours"], ours["pages"]["answered"], ours["writers"]),
        Answering(KNOWS, ports["knows"], bare["pages"]["answered"], bare["writers"]),
    )


def main() -> None:
    from bench.inside import ask, site, statements

    topic, cookie = sys.argv[1:]
    application = site()
    for _ in range(2):  # of the second one: what a process remembers, it remembers
        page = ask(application, topic, cookie)
        form = form_in(page.body.decode())
        sent = with_cookies(cookie, [value for name, value in page.headers if name == "Set-Cookie"])
        with statements() as seen:
            answer = ask(application, form.action, sent, form.filled())
        if answer.status != 303:
            raise RuntimeError(f"{form.action} answers {answer.status}")
    kinds = Counter("savepoint" if "SAVEPOINT" in sql else "statement" for sql in seen)
    print(json.dumps({"statements": kinds["statement"], "savepoints": kinds["savepoint"], "sql": seen}))


if __name__ == "__main__":
    main()
