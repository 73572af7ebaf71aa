"""`make smoke`: proves `make run` from outside, and prints a table of what it saw and how long it took.

It starts exactly what `make run` starts, in a folder of its own; signs in as each person of the demo; fetches pages;
waits for a mail; kills each program and the supervisor; starts again on the same data with the usual ports taken;
presses Ctrl-C.
"""

import contextlib
import functools
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from running import processes
from running.cleaning import remove_copy
from running.embedded import EmbeddedError, refuse_in_production, var_folder
from running.record import AlreadyRunning, SignIn
from running.trial import Trial, TrialError
from running.visitor import Visitor

PAGES = 8  # of the links on a person's first page
USUAL_PORTS = (8000, 5432, 6379)
STOPS_IN = 10.0


@dataclass
class Seen:
    """One line of the table."""

    what: str
    seen: str
    seconds: float


class Smoke:
    """The proof, step by step; `seen` is what has been proved so far."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.seen: list[Seen] = []
        self.visitors: dict[str, Visitor] = {}

    def run(self) -> None:
        """All of it.

        Raises:
            TrialError: at the first thing that is not as it should be.
        """
        self.start("first start, empty folder")
        self.health()
        for sign_in in self.trial.sign_ins():
            self.person(sign_in)
        self.mail(self.trial.sign_ins()[-1])
        for name in self.trial.children():
            before = self.trial.children()[name]
            seconds = self.trial.kill_child(name)
            self.note(f"kill -9 of {name}", f"process {before} -> {self.trial.children()[name]}, site well", seconds)
        seconds = self.trial.kill_supervisor()
        self.note("kill -9 of the supervisor", "no process left", seconds)
        with _taken(USUAL_PORTS):
            self.start(f"start again, ports {', '.join(map(str, USUAL_PORTS))} taken")
            self.says_which_port()
            self.still_signed_in()
        self.interrupt()
        self.start("start again, nothing taken")
        self.still_signed_in()
        self.interrupt()

    def start(self, what: str) -> None:
        seconds = self.trial.start()
        self.note(what, f"{self.trial.address}, {len(self.trial.children())} programs", seconds)

    def health(self) -> None:
        began = time.monotonic()
        if not processes.wait_until(self.trial.is_well, 60, pause=0.2):
            raise TrialError(f"It is not well: {self.trial.health()}\n{self.trial.tail()}")
        self.note("/sehat/ with workers", "200, all well", time.monotonic() - began)

    def person(self, sign_in: SignIn) -> None:
        began = time.monotonic()
        visitor = self.visitors[sign_in.email] = Visitor(self.trial.address)
        landed = visitor.sign_in(sign_in.email, sign_in.password)
        home = visitor.get("/")
        if landed.status != 200 or "/keluar/" not in home.links:
            raise TrialError(f"{sign_in.email} ({sign_in.role}) could not sign in: {landed.address} {landed.status}")
        for path in [link for link in home.links if link != "/keluar/"][:PAGES]:
            page = visitor.get(path)
            if page.status != 200:
                raise TrialError(f"{path} answers {page.status} to {sign_in.email} ({sign_in.role}).")
        fetched = min(PAGES, len(home.links))
        self.note(f"sign in as {sign_in.role}", f"{sign_in.name}; {fetched} pages, all 200", time.monotonic() - began)

    def mail(self, sign_in: SignIn) -> None:
        """A sign-in code: from the form through outbox, worker and SMTP to the page where the demo's mail is read."""
        visitor = Visitor(self.trial.address)
        before = visitor.get("/surat/").text.count(sign_in.email)
        began = time.monotonic()
        visitor.ask_for_code(sign_in.email)
        if not processes.wait_until(lambda: visitor.get("/surat/").text.count(sign_in.email) > before, 30, pause=0.1):
            raise TrialError(f"The code for {sign_in.email} did not arrive:\n{self.trial.tail()}")
        self.note("sign-in code by mail", "read at /surat/", time.monotonic() - began)

    def still_signed_in(self) -> None:
        """Sessions are rows: who was signed in before the kill still is, when the data is the same."""
        began = time.monotonic()
        for email, visitor in self.visitors.items():
            visitor.address = self.trial.address
            if not visitor.is_signed_in():
                raise TrialError(f"{email} is no longer signed in: the data was not kept.")
        self.note("the data is the same", f"{len(self.visitors)} people still signed in", time.monotonic() - began)

    def says_which_port(self) -> None:
        port = int(self.trial.address.rpartition(":")[2])
        if port in USUAL_PORTS or f"is taken, so it is {port}." not in self.trial.output():
            raise TrialError(f"It does not say that the usual port is taken:\n{self.trial.tail()}")

    def interrupt(self) -> None:
        seconds = self.trial.interrupt()
        if seconds > STOPS_IN:
            raise TrialError(f"Ctrl-C took {seconds:.1f} s, more than {STOPS_IN:.0f}.")
        self.note("Ctrl-C", "no process left", seconds)

    def note(self, what: str, seen: str, seconds: float) -> None:
        self.seen.append(Seen(what, seen, seconds))
        print(f"  {seconds:6.1f} s  {what}: {seen}", flush=True)


def table(seen: list[Seen]) -> str:
    rows = [("what", "seen", "seconds"), *((one.what, one.seen, f"{one.seconds:.1f}") for one in seen)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    rule = "  ".join("-" * width for width in widths)
    lines = [f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}" for row in rows]
    return "\n".join([lines[0], rule, *lines[1:]])


def main() -> int:
    """0 when everything was as it should be."""
    began, var = time.monotonic(), var_folder() / "smoke"
    smoke = Smoke(Trial(var))
    try:
        refuse_in_production()
        remove_copy(var)
        smoke.run()
    except (TrialError, EmbeddedError, AlreadyRunning, OSError, LookupError) as error:
        print(f"smoke: {error}", file=sys.stderr)
        return 1
    finally:
        smoke.trial.end()
        print(f"\n{table(smoke.seen)}\n\n{time.monotonic() - began:.0f} s in all", flush=True)
    remove_copy(var)
    return 0


@contextlib.contextmanager
def _taken(ports: tuple[int, ...]) -> Iterator[None]:
    """Hold these ports, as other programs of the machine would; one that is held already serves as well. The system
    needs a moment to take back the port of a program that was killed."""
    with contextlib.ExitStack() as held:
        for port in ports:
            holder = held.enter_context(socket.socket())
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            processes.wait_until(functools.partial(_hold, holder, port), 3)
        yield


def _hold(holder: socket.socket, port: int) -> bool:
    try:
        holder.bind(("127.0.0.1", port))
    except OSError:
        return False
    holder.listen()
    return True


if __name__ == "__main__":
    sys.exit(main())
