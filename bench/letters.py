"""Writing the digests of the town, and handing them to a mail server: each beside the least that it can cost.

usage: python -m bench.letters ROUNDS LETTERS       (prints JSON; leaves its rows in the database of the bench)

Written: our letter, beside small templates over ready strings that make the same two texts and the same MIME; once with
its questions to the database, and once from items that are there already. Handed over: ready mails through our courier,
and drained from the outbox with their marks, beside `smtplib` with one connection.
"""

# ruff: noqa: E402

import json
import smtplib
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import django

django.setup()

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django.utils import timezone, translation

from bench.inside import statements
from mail.composing import as_sent, mime
from mail.courier import Courier
from mail.delivery import drain
from mail.letters import letter
from mail.models import Message
from notifications import digest_letter
from notifications.clocks import keep_clocks
from notifications.digest import send_digests
from notifications.items import Item, items
from notifications.letters import for_mail, in_words
from notifications.models import Schedule

TEXT = Engine().from_string(
    """Halo {{ name }},
{% for one in rows %}
* {{ one.title }} ({{ one.count }} kabar)
  {{ one.text }}
  {{ one.url }}
{% endfor %}
--
Ubah pilihan: {{ stop }}
"""
)
HTML = Engine().from_string(
    """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{{ subject }}</title></head>
<body style="margin:0;background:#fbfaf6"><table style="width:100%;max-width:600px"><tr><td style="padding:24px">
<p style="margin:0 0 16px">Halo {{ name }},</p><ul style="margin:0 0 16px;padding-left:20px">
{% for one in rows %}<li style="margin:0 0 8px"><a style="color:#0b5d4e" href="{{ one.url }}">{{ one.title }}</a>
 · {{ one.count }} kabar {{ one.html }}</li>
{% endfor %}</ul><p style="font-size:13px"><a style="color:#4a534e" href="{{ stop }}">Berhenti berlangganan</a></p>
</td></tr></table></body></html>
"""
)


STOP = "/berhenti/abcdefghijklmnopqrstuvwxyz012345/"


@dataclass(frozen=True)
class Ready:
    """A digest that is queued, and what the least letter says of it."""

    message: Message
    things: list[tuple[Item, int]]
    rows: list[dict[str, Any]]

    @property
    def person(self) -> Any:
        return self.message.person


def queued(most: int) -> list[Ready]:
    """The digests of the town's people, of all that ever happened."""
    keep_clocks(timezone.now())
    Schedule.objects.update(next_at=timezone.now(), told_to=0)
    send_digests()
    found = Message.objects.queued().filter(kind="notifications.digest").select_related("person").order_by("pk")
    return [_ready(message) for message in found[:most]]


def _ready(message: Message) -> Ready:
    counts = {ids[0]: count for ids, count in message.data["blocks"]}
    things = [(item, counts[pk]) for pk, item in items(for_mail(list(counts)), message.person).items()]
    rows = []
    for item, count in things:
        words = in_words(item, message.person)
        url = f"{settings.SITE_URL}{item.url}"
        rows.append(
            {"title": item.card.title, "url": url, "text": words["text"], "html": words["html"], "count": count}
        )
    return Ready(message, things, rows)


def ours(ready: Ready) -> bytes:
    """As the task that sends it does: in the reader's language and zone, in one transaction."""
    message = ready.message
    with translation.override(message.language), timezone.override(ready.person.zone), transaction.atomic():
        return mime(message, digest_letter.compose(message))


def drawn(ready: Ready) -> bytes:
    """Only the templates and cards of our letter, and its MIME."""
    blocks = [{**in_words(item, ready.person), "count": count} for item, count in ready.things]
    context = {"person": ready.person, "blocks": blocks, "more": 0, "inbox": "/kotak-masuk/"}
    with translation.override(ready.message.language), timezone.override(ready.person.zone):
        made = letter(
            "notifications/mail/digest", context, "Rangkuman", why="Setiap pekan.", change=STOP, unsubscribe=STOP
        )
        return mime(ready.message, made)


def least(ready: Ready) -> bytes:
    """Two templates over ready strings, and the MIME of them."""
    message, stop = ready.message, f"{settings.SITE_URL}{STOP}"
    said = {"name": ready.person.name, "subject": "Rangkuman", "rows": ready.rows, "stop": stop}
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": message.message_id,
    }
    text = TEXT.render(Context(said, autoescape=False))
    mail = EmailMultiAlternatives("Rangkuman", text, settings.DEFAULT_FROM_EMAIL, [message.address], headers=headers)
    mail.attach_alternative(HTML.render(Context(said)), "text/html")
    return as_sent(mail)


def by_smtplib(addressed: list[tuple[str, bytes]]) -> None:
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for address, content in addressed:
            server.sendmail(f"rembuk@{settings.MAIL_DOMAIN}", [address], content)


def by_courier(addressed: list[tuple[str, bytes]]) -> None:
    courier = Courier()
    for address, content in addressed:
        outcome = courier.send(address, content)
        if outcome.state != Message.State.SENT:
            raise RuntimeError(outcome.reply)
    courier.leave()


def queue_again(letters: list[Ready], contents: list[bytes]) -> None:
    """Ready as they are, and nothing else in the outbox."""
    messages = [ready.message for ready in letters]
    Message.objects.queued().update(state=Message.State.HELD, ended_at=timezone.now())
    for message, content in zip(messages, contents, strict=True):
        message.content, message.state, message.attempts, message.ended_at = content, "queued", 0, None
        message.due_at = timezone.now()
    Message.objects.bulk_update(messages, ["content", "state", "attempts", "ended_at", "due_at"], batch_size=100)


def from_the_outbox(many: int) -> None:
    sent = 0
    while sent < many:
        drained = drain()
        if not drained.sent:
            raise RuntimeError(f"the outbox gave {sent} of {many}")
        sent += drained.sent


def seconds(act: Callable[[], Any]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def written(letters: list[Ready], rounds: int) -> dict[str, float]:
    """Milliseconds a letter, the ways in turn; its statements, things and bytes."""
    ways: dict[str, Callable[[Ready], bytes]] = {"ours": ours, "drawn": drawn, "least": least}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(seconds(partial(_all, way, letters)))
    told = {name: statistics.median(taken) / len(letters) * 1000 for name, taken in times.items()}
    for name, way in ways.items():
        with statements() as seen:
            sizes = [len(way(ready)) for ready in letters]
        told[f"{name}_sql"] = sum("SAVEPOINT" not in sql for sql in seen) / len(letters)
        told[f"{name}_kb"] = statistics.mean(sizes) / 1000
    return {**told, "things": statistics.mean(len(ready.rows) for ready in letters)}


def _all(way: Callable[[Ready], bytes], letters: list[Ready]) -> None:
    for ready in letters:
        way(ready)


def handed_over(letters: list[Ready], rounds: int) -> dict[str, float]:
    """Mails a second, the three ways in turn."""
    contents = [ours(ready) for ready in letters]
    addressed = [(ready.message.address, content) for ready, content in zip(letters, contents, strict=True)]
    times: dict[str, list[float]] = {"smtplib": [], "courier": [], "outbox": []}
    for _ in range(rounds):
        times["smtplib"].append(seconds(lambda: by_smtplib(addressed)))
        times["courier"].append(seconds(lambda: by_courier(addressed)))
        queue_again(letters, contents)
        times["outbox"].append(seconds(lambda: from_the_outbox(len(letters))))
    return {name: len(letters) / statistics.median(taken) for name, taken in times.items()}


def main(rounds: int, most: int) -> None:
    letters = queued(most)
    if len(letters) < most:
        raise RuntimeError(f"the town has {len(letters)} digests, not {most}")
    print(json.dumps({"written": written(letters, rounds), "handed_over": handed_over(letters, rounds)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
