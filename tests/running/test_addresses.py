"""Where a copy listens, and what it says of it."""

import errno
import socket
from unittest import mock

import pytest

from running.addresses import (
    NoAddress,
    in_url,
    is_private_to_this_machine,
    listen,
    names,
    port_of,
    visited_as,
    wanted_port,
)
from running.record import SignIn
from running.welcome import text

DEWI = SignIn("partner", "Dewi Anggraini", "dewi@contoh.example", "rembuk-contoh")


def test_a_taken_port_is_passed_over() -> None:
    with listen("127.0.0.1", 0) as other, listen("127.0.0.1", port_of(other)) as ours:
        assert port_of(ours) > port_of(other)
        with socket.create_connection(("127.0.0.1", port_of(ours)), timeout=2), ours.accept()[0] as visit:
            assert visit.getpeername()


def test_a_port_that_only_root_may_have_is_passed_over() -> None:
    """Nothing but the refusal is made up."""
    refused, free = OSError(errno.EACCES, "Permission denied"), mock.DEFAULT
    binding = mock.patch("running.addresses.socket.socket.bind", side_effect=[refused, free])
    with binding as bind, listen("127.0.0.1", 80):
        assert [call.args for call in bind.call_args_list] == [(("127.0.0.1", 80),), (("127.0.0.1", 81),)]


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(NoAddress, match=r"Nothing can listen on 192\.0\.2\.1"):
        listen("192.0.2.1", 8000)


@pytest.mark.parametrize("wrong", ["http", "-1", "65536", "80 ", "٨٠"])
def test_a_port_is_a_number(wrong: str) -> None:
    with pytest.raises(NoAddress, match="PORT must be a number"):
        wanted_port(wrong)


def test_the_last_port_has_no_next() -> None:
    with listen("127.0.0.1", 65535), pytest.raises(NoAddress, match="No port from 65535 up is free"):
        listen("127.0.0.1", 65535)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_a_loopback_address_is_private(host: str) -> None:
    assert is_private_to_this_machine(host)
    assert "WARNING" not in text("http://127.0.0.1:8000", host, [DEWI], [])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "rembuk.example"])
def test_any_other_address_is_warned_of(host: str) -> None:
    assert not is_private_to_this_machine(host)
    said = text("http://192.168.1.7:8000", host, [DEWI], [])
    assert f"WARNING: HOST={host} opens this demo to its whole network" in said
    assert said.index("WARNING") < said.index("The portal is ready")


def test_links_never_lead_to_everywhere() -> None:
    assert visited_as("0.0.0.0") not in ("0.0.0.0", "::")
    assert visited_as("127.0.0.1") == "127.0.0.1"


def test_only_this_machines_names_are_answered() -> None:
    assert names("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]", socket.gethostname()]
    assert "0.0.0.0" not in names("0.0.0.0")
    assert in_url("::1") == "[::1]"


def test_the_welcome_tells_address_mail_and_sign_ins() -> None:
    said = text("http://127.0.0.1:8001", "127.0.0.1", [DEWI], ["Port 8000 is taken, so it is 8001."])
    assert "http://127.0.0.1:8001/\n" in said
    assert "http://127.0.0.1:8001/surat/" in said
    assert "Port 8000 is taken, so it is 8001." in said
    assert "partner     Dewi Anggraini  dewi@contoh.example  rembuk-contoh" in said
