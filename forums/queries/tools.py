"""What whoever looks after a category may do with a topic in it, as a menu."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.access import can, roles_on
from forums.models import Topic

# Rule, the address it leads to, what it is called there, and its symbol.
TOOLS = (
    ("forums.pin_topic", "forums:topic_pin", _("Sematkan"), "pin"),
    ("forums.unpin_topic", "forums:topic_unpin", _("Lepas sematan"), "x"),
    ("forums.move_topic", "forums:topic_move", _("Pindahkan"), "arrow-right"),
    ("forums.merge_topic", "forums:topic_merge", _("Gabungkan"), "reply"),
    ("forums.split_topic", "forums:topic_split", _("Pisahkan kiriman"), "list"),
    ("forums.archive_topic", "forums:topic_archive", _("Arsipkan"), "lock"),
    ("forums.unarchive_topic", "forums:topic_unarchive", _("Keluarkan dari arsip"), "lock-open"),
)
MAY_HAVE_SOME = frozenset({"staff", "leader", "administrator", "moderator", "category_moderator"})


@dataclass(frozen=True)
class Tool:
    """An entry of the menu."""

    label: Any
    url: str
    icon: str


def tools_of(topic: Topic, user: Any) -> list[Tool]:
    """Without a statement; most people have none."""
    if not user.is_authenticated or not roles_on(user, topic) & MAY_HAVE_SOME:
        return []
    return [
        Tool(label, reverse(name, args=[topic.pk]), icon) for rule, name, label, icon in TOOLS if can(user, rule, topic)
    ]
