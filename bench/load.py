"""Asks a server for one page over and over through a few kept connections, and counts what comes back."""

import selectors
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CONNECTIONS = 4
ASKED_BEFORE_ANEW = 60  # requests of a connection: a new one finds whichever worker is idle, so neither is left out
PATIENCE = 20.0
OK, LENGTH, END = b"HTTP/1.1 200 ", b"content-length: ", b"\r\n\r\n"


@dataclass
class Round:
    """What one stretch of asking gave. `bad` answers had another status, or were cut short."""

    seconds: float
    times: list[float] = field(default_factory=list)
    bad: int = 0

    @property
    def a_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times) * 1000 if self.times else 0.0


class _Connection:
    """One request in flight."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.address, self.request = address, request
        self.socket: socket.socket | None = None
        self.asked = 0

    def ask(self) -> None:
        if self.socket is None or self.asked >= ASKED_BEFORE_ANEW:
            self.close()
            self.socket, self.asked = socket.create_connection(self.address, timeout=PATIENCE), 0
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked += 1
        self.got, self.whole = b"", 0
        self.began = time.perf_counter()
        self.socket.sendall(self.request)

    def hear(self) -> bool | None:
        """None while the answer is not whole; then whether it is a good one."""
        assert self.socket is not None
        part = self.socket.recv(262_144)
        self.got += part
        if not self.whole and (end := self.got.find(END)) >= 0:
            at = self.got.lower().find(LENGTH, 0, end)
            self.whole = end + len(END) + int(self.got[at + len(LENGTH) : self.got.index(b"\r", at)]) if at > 0 else -1
        if part and self.whole >= 0 and (not self.whole or len(self.got) < self.whole):
            return None
        return self.got.startswith(OK) and len(self.got) == self.whole

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def press(port: int, path: str, cookie: str, seconds: float) -> Round:
    """Ask for `seconds` with four requests always in flight."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *([f"Cookie: {cookie}"] if cookie else []), "", ""]
    connections = [_Connection(("127.0.0.1", port), "\r\n".join(lines).encode()) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    told = Round(0.0)
    with _closing(connections), selectors.DefaultSelector() as selector:
        for connection in connections:
            _ask(connection, selector)
        while (now := time.perf_counter()) - began < seconds:
            for key, _ in selector.select(PATIENCE):
                connection = key.data
                good = connection.hear()
                if good is None:
                    continue
                told.times.append(time.perf_counter() - connection.began)
                if not good:
                    told.bad += 1
                    connection.asked = ASKED_BEFORE_ANEW
                _ask(connection, selector)
        told.seconds = now - began
    return told


def _ask(connection: _Connection, selector: selectors.BaseSelector) -> None:
    before = connection.socket
    if before is not None and connection.asked >= ASKED_BEFORE_ANEW:
        selector.unregister(before)
    connection.ask()
    if connection.socket is not None and connection.socket is not before:
        selector.register(connection.socket, selectors.EVENT_READ, connection)


@contextmanager
def _closing(connections: list[_Connection]) -> Iterator[None]:
    try:
        yield
    finally:
        for connection in connections:
            connection.close()
