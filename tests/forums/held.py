"""Somebody new here, and what they send: for the tests of what is held."""

from typing import Any

from django.test import Client

from accounts.models import User
from forums.actions import send_post, send_topic
from forums.models import HeldPost, Topic
from notifications.fanout import dispatch
from notifications.models import Notification
from tests.forums.town import general

QUEUE = "/forum/laporan/?tampil=ditahan"
WORD = "kecubungwulung"  # stands nowhere else


def text(browser: Client, path: str, status: int = 200) -> str:
    response = browser.get(path, follow=True)
    assert response.status_code == status, path
    return response.content.decode()


def told(who: Any) -> list[str]:
    dispatch()
    return list(Notification.objects.filter(person=who).order_by("pk").values_list("activity__verb", flat=True))


def held_reply(topic: Topic, author: User, body: str = f"Halo {WORD}.") -> HeldPost:
    held = send_post(topic=topic, author=author, body=body)
    assert isinstance(held, HeldPost)
    return held


def held_topic(author: User, **facts: Any) -> HeldPost:
    held = send_topic(author=author, **{"category": general(), "title": f"Judul {WORD}", "body": "Isi."} | facts)
    assert isinstance(held, HeldPost)
    return held
