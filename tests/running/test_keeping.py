"""A site into one file and back, with PostgreSQL's own programs on real databases: all of it, or nothing."""

import json
import os
import shutil
import subprocess
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from portal.keeping import KeepingError, archive, programs
from tests.running.sites import Site

FIRST_MAIL = "INSERT INTO mail_message ({}) VALUES ({})".format(
    "key, kind, priority, address, language, data, subject, message_id, content, state, reason, attempts, reply,"
    " created_at",
    "'k', 'mail.django', 1, 'dewi@contoh.example', 'id', '{}', '', 'm', '', 'queued', '', 0, '', now()",
)

SIGN_IN = """
from django.test import Client
browser = Client()
browser.post("/masuk/", {"login": "dewi@contoh.example", "password": "rembuk-contoh-2026"})
print([browser.get(path).status_code for path in ("/", "/akun/", "/proyek/", "/kotak-masuk/")])
"""


@pytest.fixture(scope="module")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    folder = tmp_path_factory.mktemp("keeping")
    made = []

    def make(name: str, **how: str) -> Site:
        made.append(Site(folder, f"keeping_{name}_{os.getpid()}", **how))
        return made[-1]

    yield make
    for site in made:
        site.drop()


@pytest.fixture(scope="module")
def full(make_site: Callable[..., Site], like_migrated: str) -> Site:
    """The demo, one picture of it, one mail that waits, and somebody who is signed in."""
    site = make_site("full", like=like_migrated)
    for words in (("migrate", "-v0"), ("demo",)):
        done = site.manage(*words)
        assert done.returncode == 0, done.stderr
    picture = site.media / "foto" / "kali.webp"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(os.urandom(200_000))
    picture.chmod(0o640)
    site.ask(FIRST_MAIL)
    site.ask("INSERT INTO django_session VALUES ('sesi-lama', '', now() + interval '1 day')")
    return site


@pytest.fixture(scope="module")
def backup(full: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "site.tar"
    done = full.manage("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "1 files" in done.stdout
    return file


@pytest.fixture
def empty(make_site: Callable[..., Site]) -> Iterator[Site]:
    site = make_site("empty")
    yield site
    shutil.rmtree(site.media, ignore_errors=True)


@pytest.fixture
def other(make_site: Callable[..., Site], full: Site) -> Iterator[Site]:
    """The same tables and rows, on a site of its own, with files of its own."""
    site = make_site("other", like=full.name)
    (site.media / "lain").mkdir(parents=True)
    (site.media / "lain" / "x").write_text("x")
    yield site
    shutil.rmtree(site.media)


def test_a_backup_is_its_owners_alone_and_is_checked_without_the_portal(backup: Path, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    subprocess.run(["tar", "xf", backup], cwd=tmp_path, check=True)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK")) == (0, 3)


# pitfall: X5
def test_a_site_comes_back_row_for_row_and_file_for_file_and_works(full: Site, backup: Path, empty: Site) -> None:
    done = empty.manage("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "1 mails that waited then are held" in done.stdout
    before, after = full.rows(), empty.rows()
    assert before.pop("commons_epoch") != after.pop("commons_epoch")
    assert before.pop("mail_message") != after.pop("mail_message")
    assert len(before["accounts_user"]) == 35
    assert after == before
    assert empty.files() == full.files()
    assert empty.ask("SELECT state FROM mail_message") == [("held",)]
    assert empty.ask("SELECT count(*) FROM django_session") == [(0,)]
    assert empty.manage("shell", "-v0", "-c", SIGN_IN).stdout == "[200, 200, 200, 200]\n"
    ((made,),) = empty.ask("INSERT INTO commons_audience (visibility) VALUES ('public') RETURNING id")
    assert empty.ask("SELECT max(id) FROM commons_audience") == [(made,)]


def test_what_was_remembered_since_the_backup_is_never_asked_for_again(backup: Path, other: Site) -> None:
    """Pages in the cache, in processes and in browsers carry the epoch: it goes on beyond all that was used."""
    raised = "UPDATE commons_epoch SET number = nextval('commons_epoch_numbers') RETURNING number"
    ((used,),) = [other.ask(raised) for _ in range(3)][-1]
    for _ in range(2):
        assert other.manage("restore", str(backup), "--replace").returncode == 0
        ((number,),) = other.ask("SELECT number FROM commons_epoch")
        assert number > used
        ((used,),) = other.ask(raised)
        time.sleep(1)


def test_a_site_that_was_only_prepared_is_empty(backup: Path, other: Site) -> None:
    other.ask("TRUNCATE accounts_user CASCADE")
    shutil.rmtree(other.media / "lain")
    done = other.manage("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert other.ask("SELECT count(*) FROM accounts_user") == [(35,)]


def test_a_site_that_is_written_to_is_backed_up_as_of_one_moment(full: Site, empty: Site, tmp_path: Path) -> None:
    """Two rows are written in one transaction, again and again: the backup has both or neither."""
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        connection = psycopg2.connect(full.url)
        number = 0
        while not stop.is_set():
            number += 1
            with connection, connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO accounts_retiredhandle (digest) VALUES ('lama-{number}')")
                cursor.execute("INSERT INTO commons_audience (visibility) VALUES ('private')")
            written.set()
        connection.close()

    audiences = full.ask("SELECT count(*) FROM commons_audience")[0][0]
    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(10)
        done = full.manage("backup", str(tmp_path / "site.tar"))
    finally:
        stop.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    restored = empty.manage("restore", str(tmp_path / "site.tar"))
    assert restored.returncode == 0, restored.stderr
    ((pairs,),) = empty.ask("SELECT count(*) FROM accounts_retiredhandle")
    assert 0 < pairs < full.ask("SELECT count(*) FROM accounts_retiredhandle")[0][0]
    assert empty.ask("SELECT count(*) FROM commons_audience") == [(audiences + pairs,)]


def test_a_site_that_is_not_empty_is_replaced_only_when_told_so(backup: Path, other: Site) -> None:
    other.ask("DELETE FROM accounts_consent")
    refused = other.manage("restore", str(backup))
    assert refused.returncode == 1
    assert "This site is not empty." in refused.stderr
    assert other.ask("SELECT count(*) FROM accounts_consent") == [(0,)]
    assert list(other.files()) == ["lain/x"]
    assert other.manage("restore", str(backup), "--replace").returncode == 0
    assert other.ask("SELECT count(*) FROM accounts_consent") == [(35,)]
    assert list(other.files()) == ["foto/kali.webp"]


def test_a_site_that_runs_is_not_replaced(backup: Path, empty: Site) -> None:
    connection = psycopg2.connect(empty.url)
    try:
        refused = empty.manage("restore", str(backup))
    finally:
        connection.close()
    assert "1 other connections to this database are open. Stop the site" in refused.stderr
    assert empty.rows() == {}


def spoilt(backup: Path, to: Path, change: Callable[[bytearray], Any]) -> Path:
    content = bytearray(backup.read_bytes())
    change(content)
    to.write_bytes(content)
    return to


BREAKAGES: dict[str, Callable[[bytearray], Any]] = {
    "a bit of the dump": lambda content: content.__setitem__(5000, content[5000] ^ 1),
    "a bit of the picture": lambda content: content.__setitem__(len(content) - 100_000, content[-100_000] ^ 1),
    "the second half": lambda content: content.__delitem__(slice(len(content) // 2, None)),
    "the end": lambda content: content.__delitem__(slice(len(content) - 12_000, None)),
    "everything": lambda content: content.clear(),
    "another file": lambda content: content.__setitem__(slice(None), b"Rapat RW 03, Kamis malam.\n" * 500),
}


@pytest.mark.parametrize("broken", BREAKAGES)
def test_a_file_that_is_not_whole_is_seen(broken: str, backup: Path, tmp_path: Path) -> None:
    file = spoilt(backup, tmp_path / "broken.tar", BREAKAGES[broken])
    with pytest.raises(KeepingError, match="Take another one"):
        archive.check(file)


def test_a_file_that_is_not_whole_is_refused_before_anything_is_touched(
    backup: Path, empty: Site, tmp_path: Path
) -> None:
    file = spoilt(backup, tmp_path / "broken.tar", BREAKAGES["a bit of the picture"])
    refused = empty.manage("restore", str(file), "--replace")
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: ")
    assert empty.rows() == {}
    assert not empty.media.exists()


def rewritten(backup: Path, to: Path, **changed: Any) -> Path:
    """The same backup, whole, with other facts or another dump."""
    with tarfile.open(backup) as tar, archive.writing(to) as writer:
        for info in tar:
            content = tar.extractfile(info)
            assert content
            if info.name == archive.MANIFEST:
                writer.add_text(info.name, json.dumps(json.load(content) | changed))
            elif info.name == archive.DUMP and "dump" in changed:
                writer.add_text(info.name, changed["dump"])
            elif info.name != archive.SUMS:
                writer.add(info.name, content, info.size)
    return to


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (
            {"migrations": ["forums.9999_of_next_year"]},
            "another version of the portal, which has forums.9999_of_next_year",
        ),
        ({"postgresql": 99}, "needs PostgreSQL 99 or newer"),
        ({"format": 2}, "of format 2; a newer version of the portal made it"),
        ({"dump": "no dump at all"}, "pg_restore failed"),
    ],
)
def test_what_does_not_fit_here_is_refused_and_leaves_all_as_it_was(
    changed: dict[str, Any], why: str, backup: Path, empty: Site, tmp_path: Path
) -> None:
    empty.ask("CREATE TABLE here_before (id int)")
    refused = empty.manage("restore", str(rewritten(backup, tmp_path / "other.tar", **changed)))
    assert refused.returncode == 1
    assert why in refused.stderr
    assert list(empty.rows()) == ["here_before"]


def test_what_came_back_otherwise_is_said(backup: Path, empty: Site, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        tables = json.loads(tar.extractfile(archive.MANIFEST).read())["tables"]  # type: ignore[union-attr]
    other = rewritten(backup, tmp_path / "other.tar", tables=tables | {"accounts_user": [36, "0"]})
    refused = empty.manage("restore", str(other))
    assert "these tables are not as they were: accounts_user." in refused.stderr


@pytest.mark.parametrize("name", ["media/../../jahat.sh", "media//etc/jahat"])
def test_a_file_that_leads_elsewhere_is_not_written(name: str, tmp_path: Path) -> None:
    with archive.writing(tmp_path / "hostile.tar") as writer:
        writer.add_text(name, "jahat")
    with pytest.raises(archive.KeepingError, match="leads out of the folder"):
        archive.take_media(tmp_path / "hostile.tar", tmp_path / "site" / "media")
    assert [path.name for path in tmp_path.rglob("jahat*")] == []


def test_no_backup_takes_the_place_of_another(full: Site, backup: Path) -> None:
    refused = full.manage("backup", str(backup))
    assert "is there already" in refused.stderr
    assert archive.check(backup)["files"] == 1


def test_a_place_that_is_not_there_is_said(full: Site, tmp_path: Path) -> None:
    refused = full.manage("backup", str(tmp_path / "nowhere" / "site.tar"))
    assert refused.stderr.startswith("CommandError: ")
    assert "could not be written" in refused.stderr


@pytest.mark.django_db
def test_without_the_programs_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "FOLDERS", ())
    needed = programs.server_major()
    with pytest.raises(KeepingError, match=f"apt-get install postgresql-client-{needed}"):
        programs.Programs()


@pytest.mark.django_db
def test_programs_older_than_the_server_are_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needed = programs.server_major()
    for major in (needed - 1, needed, needed + 1):
        folder = tmp_path / str(major)
        folder.mkdir()
        for name in programs.NAMES:
            (folder / name).write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {major}.2'\n")
            (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "FOLDERS", (str(tmp_path / "*"),))
    assert programs.Programs().major == needed
    assert programs.Programs(at_least=needed + 1).major == needed + 1
