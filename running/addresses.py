"""Where a running copy listens: the first free port from the wanted one up, bound here and handed to the server.

The supervisor keeps the socket while a server is started again: a visitor of that second waits and is not refused, and
no other program takes the port in between.
"""

import errno
import ipaddress
import socket
from collections.abc import Iterator

HIGHEST = 65535
TRIES = 100
TAKEN = (errno.EADDRINUSE, errno.EACCES)
EVERYWHERE = ("0.0.0.0", "::")
ELSEWHERE = "192.0.2.1"  # an address for examples (RFC 5737); nothing is sent to it


class NoAddress(RuntimeError):
    """There is nowhere to listen; the message says why."""


def wanted_port(text: str) -> int:
    """The number in a PORT variable; 0 lets the system choose.

    Raises:
        NoAddress: when it is none.
    """
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST:
        raise NoAddress(f"PORT must be a number from 0 to {HIGHEST}, not {text!r}.")
    return int(text)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the first free port from `port` up.

    Raises:
        NoAddress: when the host is not this machine's, or no port is free.
    """
    for candidate in range(port, min(port + TRIES, HIGHEST + 1)):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno not in TAKEN:
                raise NoAddress(f"Nothing can listen on {host}: {error.strerror or error}.") from error
    raise NoAddress(f"No port from {port} up is free on {host}.")


def port_of(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def is_private_to_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def visited_as(host: str) -> str:
    """The name to put into links: for `0.0.0.0` the address that others on the network reach this machine by."""
    return _outward() if host in EVERYWHERE else host


def names(host: str) -> list[str]:
    """The names under which a visitor may ask for this copy (Django's ALLOWED_HOSTS)."""
    return list(
        dict.fromkeys([*_in_brackets("localhost", "127.0.0.1", "::1", host, visited_as(host)), socket.gethostname()])
    )


def in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _in_brackets(*hosts: str) -> Iterator[str]:
    return (in_url(host) for host in hosts if host not in EVERYWHERE)


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except OSError:
        listener.close()
        raise
    return listener


def _outward() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ELSEWHERE, 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
