"""`make bench`: our pages beside the least that Django can do, in the same run, on the same rows and servers.

usage: python -m bench [--rounds 5] [--seconds 2] [--people 10000] [--write]

Two sites are asked in turn, page by page and round by round, and medians are told. A busy machine makes both slower, so
only the ratios mean something; the ratio of processor time is the steadier of the two. `--write` puts the tables into
docs/performance.md. Ends with 1 where a mark is missed by more than a fifth, also when it is measured once more. Uses
DATABASE_URL and REDIS_URL, else embedded servers; fills a database of its own.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import directory, ledger, marks, meetings, pages, projects, replies, series
from bench.sites import BARE, KNOWS, Served, database, free_port, python, running, served, settings
from running.embedded import HERE, refuse_in_production, servers, var_folder

PAGE = HERE / "docs" / "performance.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
LETTERS, ACTIVITIES, ORGANISATIONS, COMMITMENTS, PROJECTS, MEETINGS, SERIES = 200, 2000, 5000, 60_000, 2000, 5000, 500
Sides = tuple[replies.Answering, replies.Answering]
DIGEST_HEADINGS = ("| digests and mail | ours | least | times | beside it |", "| --- | --- | --- | --- | --- |")


def figures(rounds: int, seconds: float, people: int) -> tuple[list[str], bool]:
    """All of it, as lines of the page, and whether a mark is missed by more than two runs may differ."""
    with ExitStack() as open_things:
        urls = open_things.enter_context(servers(var_folder(), test=True))
        static = Path(open_things.enter_context(tempfile.TemporaryDirectory()))
        own, mail_port = open_things.enter_context(database(urls["DATABASE_URL"])), free_port()
        os.environ |= urls | settings(own, static, mail_port)
        python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        writers = str(2 * rounds * replies.WRITERS + 1)
        ours, bare = (json.loads(python("-m", "bench.filled", site, writers)) for site in ("ours", "limit"))
        sites = {
            "ours": open_things.enter_context(served("portal.wsgi:application", {})),
            "limit": open_things.enter_context(served("bench.limit.wsgi:application", BARE)),
            "knows": open_things.enter_context(served("bench.limit.wsgi:application", KNOWS)),
        }
        ports = {name: site.port for name, site in sites.items()}
        open_things.enter_context(running([sys.executable, "-m", "bench.sink", str(mail_port)], dict(os.environ)))
        pairs, sides = pages.pairs(ours, bare, ports), replies.sides(ours, bare, ports)
        lines = [
            f"{rounds} rounds of {seconds:g} s a page; load of the machine {os.getloadavg()[1]:.1f} before them, on "
            f"{os.cpu_count()} cores; Python {sys.version.split()[0]}.",
            "",
            *_pages(pairs, rounds, seconds),
            "",
            pages.first_visit("/", static),
            "",
        ]
        times = replies.answer_in_turn(*sides, rounds)
        lines += [*replies.HEADINGS, replies.row(*sides), "", _memory(sites), ""]
        memory = marks.of_memory(*sites["ours"].memory())
        found = [*_marks(pairs, sides, times, rounds, seconds), *memory]
        lines += [*marks.HEADINGS, *(mark.row() for mark in found), "", *_others(people, rounds)]
        return lines, any(mark.is_missed for mark in found)


def _others(people: int, rounds: int) -> list[str]:
    """What is measured beside its own raw SQL, or by itself."""
    return [
        *DIGEST_HEADINGS,
        *_digests(people, rounds),
        "",
        *directory.lines(ORGANISATIONS, 3 * rounds),
        "",
        *ledger.lines(COMMITMENTS, 3 * rounds),
        "",
        *projects.lines(PROJECTS, 3 * rounds),
        "",
        *meetings.lines(MEETINGS, 3 * rounds),
        "",
        *series.lines(SERIES),
    ]


def _marks(pairs: list[pages.Pair], sides: Sides, times: float, rounds: int, seconds: float) -> list[marks.Mark]:
    """What misses its mark by more than two runs may differ is measured once more, and that counts."""
    if again := marks.missing(pairs):
        pages.ask_in_turn(again, rounds, seconds)
    if marks.of_answer(times).is_missed:
        times = replies.answer_in_turn(*sides, rounds)
    return [*map(marks.of_page, pairs), *marks.of_last_pages(pairs), marks.of_answer(times)]


def _pages(pairs: list[pages.Pair], rounds: int, seconds: float) -> list[str]:
    pages.ask_in_turn(pairs, rounds, seconds)
    pages.weigh_in_turn(pairs, min(rounds, 3))
    return [*pages.HEADINGS, *(pair.row() for pair in pairs), "", pages.first_and_last(pairs)]


def _memory(sites: dict[str, Served]) -> str:
    """After all these pages, as four threads have served them."""
    (ours, our_share), (limit, its_share) = sites["ours"].memory(), sites["knows"].memory()
    return (
        f"Memory of one process of two after them: **{ours:.0f} MiB**, of which {our_share:.0f} are its share "
        f"(the limit {limit:.0f} and {its_share:.0f})."
    )


def _digests(people: int, rounds: int) -> list[str]:
    """The letters last: they leave rows behind."""
    choice = json.loads(python("bench/fanout.py", str(people), str(ACTIVITIES)))
    told = json.loads(python("-m", "bench.letters", str(rounds), str(LETTERS)))
    letter, sent = told["written"], told["handed_over"]
    return [
        f"| choosing for {people} people, s | {choice['choose']:.2f} | {choice['plain']:.2f} "
        f"| **{choice['choose'] / choice['plain']:.2f}** | {choice['send']:.1f} s, {choice['statements']} statements "
        "with queueing them and setting every clock |",
        f"| writing one of {letter['things']:.0f} things, ms | {letter['ours']:.2f} | {letter['least']:.2f} "
        f"| **{letter['ours'] / letter['least']:.2f}** | {letter['ours_sql']:.0f} statements; "
        f"{letter['ours_kb']:.1f} / {letter['least_kb']:.1f} kB |",
        f"| the same from ready items, ms | {letter['drawn']:.2f} | {letter['least']:.2f} "
        f"| **{letter['drawn'] / letter['least']:.2f}** | {letter['drawn_sql']:.1f} statements, for names in texts |",
        f"| handing over, mails/s | {sent['courier']:.0f} | {sent['smtplib']:.0f} "
        f"| **{sent['courier'] / sent['smtplib']:.2f}** | one connection, ready mails |",
        f"| from the outbox, mails/s | {sent['outbox']:.0f} | {sent['smtplib']:.0f} "
        f"| **{sent['outbox'] / sent['smtplib']:.2f}** | claimed, handed over and marked one by one |",
    ]


def write(told: str) -> None:
    """Between the two marks of the page."""
    before, rest = PAGE.read_text().split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{told}\n{MARKS[1]}{after}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--people", type=int, default=10_000, help="whose digests are chosen")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    refuse_in_production()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and the database are cleared away then too
    lines, is_missed = figures(asked.rounds, asked.seconds, asked.people)
    told = "\n".join(lines)
    print(told)
    if asked.write:
        write(told)
    sys.exit(1 if is_missed else 0)


if __name__ == "__main__":
    main()
