"""One copy: what its programs are told, what it leaves word of, and that there is only one of it."""

import json
import os
import smtplib
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from running.addresses import listen, port_of
from running.cleaning import remove_copy
from running.copy import secret_key, surroundings
from running.embedded import HERE
from running.processes import birth, wait_until
from running.record import AlreadyRunning, Record, only_copy


def told(var: Path) -> dict[str, str]:
    return surroundings(
        var,
        site_url="http://127.0.0.1:8000",
        hosts=["127.0.0.1", "", "127.0.0.1"],
        mail_port=8025,
        database_url="postgres:///embedded",
        redis_url="unix:///embedded",
    )


def test_the_key_is_made_once_and_is_nobody_elses(var: Path) -> None:
    key = secret_key(var)
    assert len(key) >= 50
    assert secret_key(var) == key
    assert (var / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_demo_is_a_demo_and_its_mail_stays_here(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_MODE", "test")
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")
    monkeypatch.setenv("SECRET_KEY", "")
    facts = told(var)
    assert facts["PORTAL_MODE"] == "demo"
    assert facts["EMAIL_URL"] == "smtp://127.0.0.1:8025"
    assert facts["MAIL_SINK"] == str(var / "mail")
    assert facts["SECRET_KEY"] == secret_key(var)
    assert facts["ALLOWED_HOSTS"] == "127.0.0.1"


def test_what_the_caller_sets_is_kept(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_NAME", "Portal Lenteng Agung")
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/portal")
    assert told(var)["SITE_NAME"] == "Portal Lenteng Agung"
    assert told(var)["DATABASE_URL"] == "postgres://db.example/portal"


def test_a_second_supervisor_is_told_where_the_first_answers(var: Path) -> None:
    with only_copy(var) as record:
        record.tell_supervisor("http://127.0.0.1:8001", 8025)
        where = rf"already at http://127\.0\.0\.1:8001 \(process {os.getpid()}\)"
        with pytest.raises(AlreadyRunning, match=where), only_copy(var):
            record.forget()  # not reached
        with pytest.raises(AlreadyRunning):
            remove_copy(var)
    assert Record(var).read() == {}


def test_what_a_killed_supervisor_left_is_ended_first(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("running.record.LEFTOVERS_END_IN", 0.2)
    record = Record(var)
    record.path.parent.mkdir()
    with subprocess.Popen(["sleep", "600"]) as left, subprocess.Popen(["sleep", "600"]) as stranger:
        try:
            record.tell(children={"worker": [left.pid, birth(left.pid)], "web": [stranger.pid, "begun another time"]})
            with only_copy(var):
                assert wait_until(lambda: not birth(left.pid), 2)
                assert stranger.poll() is None
        finally:
            left.kill()
            stranger.kill()


def test_a_record_that_is_half_a_file_is_no_record(var: Path) -> None:
    record = Record(var)
    record.path.parent.mkdir()
    record.path.write_text('{"supervisor": [1')
    assert record.read() == {}
    assert record.leftovers() == []


def test_the_record_is_readable_by_its_owner_only(var: Path) -> None:
    with only_copy(var) as record:
        record.tell_supervisor("http://127.0.0.1:8000", 8025)
        assert record.path.stat().st_mode & 0o777 == 0o600
        assert json.loads(record.path.read_text())["address"] == "http://127.0.0.1:8000"


def test_the_mail_sink_keeps_what_it_is_sent(var: Path) -> None:
    with listen("127.0.0.1", 0) as listener:
        command = [sys.executable, "-m", "running.mail_sink", str(var / "mail"), "--fd", str(listener.fileno())]
        sink = subprocess.Popen(command, cwd=HERE, pass_fds=[listener.fileno()])
        try:
            with smtplib.SMTP("127.0.0.1", port_of(listener), timeout=10) as server:
                server.sendmail(
                    "rembuk@contoh.example",
                    ["dewi@contoh.example", "bayu@contoh.example"],
                    b"Subject: Undangan\r\n\r\nKami mengundang Anda.\r\n",
                )
        finally:
            sink.terminate()
            assert sink.wait(10) == 0
    (kept,) = (var / "mail" / "new").iterdir()
    mail = message_from_bytes(kept.read_bytes())
    assert mail["Subject"] == "Undangan"
    assert mail["X-Envelope-To"] == "dewi@contoh.example, bayu@contoh.example"
    assert mail.get_payload().split() == ["Kami", "mengundang", "Anda."]
