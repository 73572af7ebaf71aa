"""Somebody in a browser on the running copy, who reads the mails and counts what the browser complains of."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from mailbox import Maildir
from typing import Any

import psycopg2
from playwright.sync_api import Browser, Page

from running.postgres import Postgres
from running.processes import wait_until
from running.trial import Trial
from tests.sinks import text_of

SOON = 90  # seconds: a sweep or two, composing, sending, on a busy machine


class Walker:
    """`page` is this person's browser; `complaints` whatever it reported, broken content policy before all."""

    def __init__(self, browser: Browser, trial: Trial, *, width: int = 1280, **options: Any) -> None:
        self.trial = trial
        context = browser.new_context(
            base_url=trial.address, viewport={"width": width, "height": 740}, service_workers="block", **options
        )
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location['url']}")

    def sign_in(self, email: str, password: str) -> None:
        """With a password, as staff on an office PC do."""
        self.page.goto("/masuk/")
        self.page.get_by_label("Surel").fill(email)
        self.page.locator("summary", has_text="Masuk dengan kata sandi").click()
        self.page.get_by_label("Kata sandi").fill(password)
        self.page.get_by_role("button", name="Masuk dengan kata sandi").click()
        self.page.wait_for_url("**/")

    def sign_in_by_code(self, email: str) -> None:
        """With the code that is mailed, from wherever the page to sign in was reached."""
        before = len(mails(self.trial, email))
        self.page.get_by_label("Surel").fill(email)
        self.page.get_by_role("button", name="Kirim kode").click()
        self.enter_code(email, before)

    def enter_code(self, email: str, before: int) -> None:
        """The one of the first mail beyond so many."""
        letter = next_mail(self.trial, email, before)
        code = re.search(r"\b\d{6}\b", text_of(letter))
        assert code, text_of(letter)
        self.page.get_by_label("Kode").fill(code[0])
        self.page.get_by_label("Kode").press("Enter")


def walking(browser: Browser, trial: Trial, email: str = "", **options: Any) -> Iterator[Walker]:
    """For a fixture: somebody who walks, signed in with the password of the demo where there is an `email`; at the end
    their browser has nothing to complain of."""
    walker = Walker(browser, trial, **options)
    if email:
        person = next(one for one in trial.sign_ins() if one.email == email)
        walker.sign_in(person.email, person.password)
    yield walker
    assert walker.complaints == [], walker.complaints


def mails(trial: Trial, address: str) -> list[EmailMessage]:
    """All mails to this address, oldest first."""
    box = Maildir(trial.var / "mail", factory=None, create=False)
    found = [message_from_bytes(box.get_bytes(key), policy=policy.default) for key in sorted(box.keys())]
    return [mail for mail in found if address in str(mail["To"])]  # type: ignore[misc]


def next_mail(trial: Trial, address: str, after: int, about: str = "") -> EmailMessage:
    """The first mail to this address beyond so many, whose subject holds `about`."""
    found: list[EmailMessage] = []

    def arrived() -> bool:
        found[:] = [mail for mail in mails(trial, address)[after:] if about in str(mail["Subject"])]
        return bool(found)

    assert wait_until(arrived, SOON, pause=0.3), _why_not(trial, address)
    return found[0]


def _why_not(trial: Trial, address: str) -> str:
    """What arrived, what the outbox holds, and what the site says of itself."""
    subjects = [str(mail["Subject"]) for mail in mails(trial, address)]
    kept = in_database(trial, "SELECT kind, address, state, due_at, reason FROM mail_message ORDER BY id DESC LIMIT 5")
    return f"{subjects}\n{kept}\n{trial.health()}\n{trial.tail()}"


def link_in(mail: EmailMessage, kind: str) -> str:
    """The path of the first link of this kind in the text."""
    found = re.search(rf"https?://[^/\s]+(/{kind}/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


def name_of(trial: Trial, email: str) -> str:
    return str(in_database(trial, "SELECT name FROM accounts_user WHERE email = %s", email)[0][0])


def in_database(trial: Trial, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Time moves by moving due times in the database, never the code's clock."""
    opened = closing(psycopg2.connect(Postgres(trial.var).url))
    with opened as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def next_digest(reader: Walker, email: str) -> str:
    """The text of this person's digest, due now; whoever reads it follows each of its links."""
    before = len(mails(reader.trial, email))
    in_database(
        reader.trial,
        "UPDATE notifications_schedule s SET next_at = now() FROM accounts_user u"
        " WHERE u.id = s.person_id AND u.email = %s",
        email,
    )
    text = text_of(next_mail(reader.trial, email, before, "hal di"))
    assert not re.search(r"&#?\w+;|<[a-z]", text), text
    for address in set(re.findall(r"https?://\S+", text)):
        reader.page.goto(address)
        assert "Halaman tidak ditemukan" not in reader.page.content(), address
    return text


INDONESIA = {7: "Asia/Jakarta", 8: "Asia/Makassar", 9: "Asia/Jayapura"}
# What beat does within a minute, done at once: the digest's clock, which also says when it is night for somebody.
CLOCKS = """
    INSERT INTO notifications_schedule (person_id, frequency, weekday, at, zone, told_to)
    SELECT id, '', 1, '06:30', %s, (SELECT coalesce(max(told_no), 0) FROM activity_activity) FROM accounts_user
    ON CONFLICT (person_id) DO UPDATE SET zone = excluded.zone"""


def let_it_be_noon(trial: Trial) -> None:
    """Everybody lives where it is noon now: letters are held in the quiet hours of the night."""
    ahead = 12 - datetime.now(UTC).hour
    zone = INDONESIA.get(ahead) or (f"Etc/GMT{-ahead:+d}" if ahead else "UTC")
    in_database(trial, "UPDATE accounts_user SET zone = %s", zone)
    in_database(trial, CLOCKS, zone)
