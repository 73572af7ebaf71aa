"""Asks a site for pages inside this process, through all of its middleware: no server, no socket, no neighbour.

usage: python -m bench.inside PATH [--cookie sesi=…] [--times 200] [--sql] [--profile]

Prints processor milliseconds a page (median of five runs), statements and bytes, of the site that
DJANGO_SETTINGS_MODULE and DATABASE_URL name: finer than requests a second when one looks for what costs most.
"""

import argparse
import cProfile
import gzip
import io
import json
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

WARM_UP, RUNS = 20, 5
READS = ("SELECT", "WITH", "EXECUTE read_")  # the last is how a Statement asks
Application = Callable[..., Any]


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the header fields as they were sent, the body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True)
class Weight:
    """What one page asks of the database and of the line. A GET that writes is told as such."""

    statements: int
    writes: int
    size: int
    compressed: int


def site() -> Application:
    """The WSGI application of the present settings."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def ask(application: Application, path: str, cookie: str = "", form: Mapping[str, str] | None = None) -> Answer:
    """One GET, or the POST of a form."""
    address, _, query = path.partition("?")
    told: list[Any] = []
    content = b"" if form is None else urlencode(form).encode()
    environ = {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "CONTENT_TYPE": "" if form is None else "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(content)),
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    response = application(environ, lambda status, headers, exc=None: told.extend((status, headers)))
    body = b"".join(response)
    response.close()
    return Answer(int(told[0].split()[0]), told[1], body)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL of this thread's connection while the block runs."""
    from django.db import connection

    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def weigh(application: Application, path: str, cookie: str = "") -> Weight:
    """Of the third time: what a process remembers, it remembers, and what a connection does."""
    ask(application, path, cookie)
    ask(application, path, cookie)
    with statements() as seen:
        answer = ask(application, path, cookie)
    if answer.status != 200:
        raise RuntimeError(f"{path} answers {answer.status}")
    writes = sum(not sql.lstrip(" (").startswith(READS) for sql in seen)
    return Weight(len(seen), writes, len(answer.body), len(gzip.compress(answer.body, 6)))


def processor_ms(application: Application, path: str, cookie: str, times: int) -> float:
    """Milliseconds of this process's processor time a page."""

    def run() -> float:
        began = time.process_time()
        for _ in range(times):
            ask(application, path, cookie)
        return (time.process_time() - began) / times * 1000

    for _ in range(WARM_UP):
        ask(application, path, cookie)
    return statistics.median(run() for _ in range(RUNS))


def profile(application: Application, path: str, cookie: str, times: int) -> None:
    """Where the time goes, the dearest first."""
    watch = cProfile.Profile()
    with watch:
        for _ in range(times):
            ask(application, path, cookie)
    pstats.Stats(watch).sort_stats("tottime").print_stats(35)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--cookie", default="")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--sql", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true", help="the first line for a program to read")
    parser.add_argument("--body", action="store_true", help="the page itself, and nothing else")
    asked = parser.parse_args()
    application = site()
    if asked.body:
        sys.stdout.write(ask(application, asked.path, asked.cookie).body.decode())
        return
    weight = weigh(application, asked.path, asked.cookie)
    cost = processor_ms(application, asked.path, asked.cookie, asked.times)
    print(json.dumps({"ms": cost, **asdict(weight)}) if asked.json else f"{cost:.2f} ms  {weight}")
    if asked.sql:
        with statements() as seen:
            ask(application, asked.path, asked.cookie)
        print("\n".join(seen))
    if asked.profile:
        profile(application, asked.path, asked.cookie, asked.times)


if __name__ == "__main__":
    main()
