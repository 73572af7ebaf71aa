"""The embedded servers: one for all who ask, whole after a kill, never in production."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest
import redis

from running.embedded import HERE, EmbeddedError, Postgres, Valkey, refuse_in_production, servers
from running.ownership import MARK, fingerprint, owner_of_postgres, socket_folder
from running.processes import birth, wait_until


@pytest.fixture
def postgres(var: Path) -> Iterator[Postgres]:
    server = Postgres(var, test=True)
    yield server
    server.halt()


@pytest.fixture
def demo(var: Path) -> Iterator[Postgres]:
    """Unlike the server of tests it loses nothing that was committed."""
    server = Postgres(var)
    yield server
    server.halt()


@pytest.fixture
def valkey(var: Path) -> Iterator[Valkey]:
    server = Valkey(var, test=True)
    yield server
    server.halt()


def ask(url: str, *statements: str) -> list[Any]:
    """The rows of the last statement."""
    where = parse_qs(urlsplit(url).query)["host"][0]
    connection = psycopg2.connect(host=where, user="portal", dbname="portal")
    try:
        with connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall()
    finally:
        connection.close()


def test_postgresql_starts_with_what_the_portal_needs(postgres: Postgres) -> None:
    url = postgres.start()
    made = [f"CREATE EXTENSION {name}" for name in ("pg_trgm", "unaccent", "citext")]
    assert ask(url, *made, "SELECT to_tsvector('indonesian', 'membaca bukunya')::text") == [("'baca':1 'buku':2",)]
    assert ask(url, "SHOW listen_addresses") == [("",)]


def test_who_asks_later_joins_and_the_last_to_leave_stops_it(var: Path, postgres: Postgres) -> None:
    other = Postgres(var, test=True)
    assert postgres.start() == other.start()
    pid = postgres.pid()
    assert pid
    postgres.stop()
    assert other.pid() == pid
    other.stop()
    assert wait_until(lambda: not birth(pid), 5)


def test_who_never_came_stops_nothing(var: Path, postgres: Postgres) -> None:
    postgres.start()
    Postgres(var, test=True).stop()
    assert postgres.pid()


def test_five_that_start_it_at_once_get_one_server(var: Path, postgres: Postgres) -> None:
    command = [sys.executable, "-m", "running.embedded", "env", "--var", str(var), "--test"]
    started = [subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    said = {process.communicate(timeout=30)[0] for process in started}
    try:
        assert [process.returncode for process in started] == [0] * 5
        assert len(said) == 1
        assert postgres.url in said.pop().replace("'", "")
        assert len(_postmasters(postgres)) == 1
    finally:
        Valkey(var, test=True).halt()


def test_a_killed_postgresql_comes_back_with_every_committed_row(demo: Postgres) -> None:
    url = demo.start()
    ask(url, "CREATE TABLE kept (id int)", "INSERT INTO kept SELECT generate_series(1, 1000)", "SELECT 1")
    pid = demo.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert demo.start() == url
    assert demo.pid() != pid
    assert ask(url, "SELECT count(*) FROM kept") == [(1000,)]


def test_a_pid_file_that_names_somebody_else_is_stale(postgres: Postgres) -> None:
    postgres.start()
    postgres.stop()
    with subprocess.Popen(["sleep", "600"], cwd="/", **owner_of_postgres().popen) as foreign:
        stale = postgres.data / "postmaster.pid"
        stale.write_text(f"{foreign.pid}\n{postgres.data}\n")
        (postgres.socket / ".s.PGSQL.5432.lock").write_text(f"{foreign.pid}\n")
        try:
            assert postgres.pid() is None
            assert ask(postgres.start(), "SELECT 1") == [(1,)]
            assert foreign.poll() is None
        finally:
            foreign.kill()


def test_a_cluster_that_was_never_finished_is_made_anew(postgres: Postgres) -> None:
    half = postgres.data.with_name(f"{postgres.data.name}.half-made")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(postgres.start(), "SELECT 1") == [(1,)]
    assert not half.exists()


def test_ruined_data_of_tests_is_made_anew(postgres: Postgres) -> None:
    postgres.start()
    postgres.stop()
    (postgres.data / "global" / "pg_control").write_bytes(b"nonsense")
    assert ask(postgres.start(), "SELECT 1") == [(1,)]


def test_ruined_data_of_a_demo_is_kept_and_told(demo: Postgres) -> None:
    demo.start()
    demo.stop()
    (demo.data / "global" / "pg_control").write_bytes(b"nonsense")
    with pytest.raises(EmbeddedError, match="did not start"):
        demo.start(seconds=5)
    assert demo.data.exists()


def test_a_checkout_closed_to_the_servers_user_is_not_opened(var: Path) -> None:
    closed = var / "home"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "var", test=True)
    try:
        assert ask(server.start(), "SELECT 1") == [(1,)]
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        server.halt()
        if server.home != closed / "var":
            assert server.home.name == f"portal-embedded-{fingerprint(closed / 'var')}"
            subprocess.run(["rm", "-r", str(server.home)], check=True)


def test_a_path_too_long_for_a_socket_gets_a_private_folder(var: Path) -> None:
    wanted = var / ("long " * 20)
    folder = socket_folder(wanted, "try", owner_of_postgres())
    try:
        assert len(str(folder)) < 80
        assert folder.stat().st_mode & 0o777 == 0o700
        folder.chmod(0o755)
        with pytest.raises(EmbeddedError, match="private"):
            socket_folder(wanted, "try", owner_of_postgres())
    finally:
        folder.rmdir()


def test_a_killed_valkey_starts_again(valkey: Valkey) -> None:
    url = valkey.start()
    pid = valkey.pid()
    assert pid
    assert redis.Redis.from_url(url).set("a", "1")
    os.kill(pid, signal.SIGKILL)
    assert valkey.start() == url
    assert redis.Redis.from_url(url).ping()
    assert valkey.pid() != pid


def test_the_servers_of_tests_never_meet_those_of_the_demo(var: Path, postgres: Postgres, valkey: Valkey) -> None:
    assert postgres.url != Postgres(var).url
    assert valkey.url != Valkey(var).url


def test_urls_that_are_set_take_the_place_of_embedded_servers(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"DATABASE_URL": "postgres://db.example/portal", "REDIS_URL": "redis://broker.example/0"}
    for name, url in given.items():
        monkeypatch.setenv(name, url)
    with servers(var) as urls:
        assert urls == given
    assert list(var.iterdir()) == []


def test_the_folder_of_a_socket_says_what_listens_there(postgres: Postgres, valkey: Valkey) -> None:
    postgres.start()
    valkey.start()
    assert (postgres.socket / MARK).exists()
    assert (valkey.socket.parent / MARK).exists()


def test_production_has_no_embedded_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_MODE", "production")
    with pytest.raises(EmbeddedError, match="PORTAL_MODE is production"):
        refuse_in_production()
    done = subprocess.run(
        [sys.executable, "-m", "running.embedded", "env"], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "docs/deploy.md" in done.stderr


def _postmasters(postgres: Postgres) -> list[str]:
    """The live `postgres -D data` processes; its children carry other words."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0].endswith(b"postgres") and os.fsencode(postgres.data) in words:
                found.append(entry.name)
    return found
