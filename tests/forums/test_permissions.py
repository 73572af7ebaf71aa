"""Who may do what in the forum: a table of rules and people, on a topic that sunarti began."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from commons.access import can
from forums.actions import close_topic, hide_post
from forums.models import Category
from projects.models import Project
from tests.forums.town import announcements, general, make_topic
from tests.people import People, person

pytestmark = pytest.mark.django_db

WHO = ("visitor", "unconfirmed", "member", "author", "moderator", "staff", "leader")
WRITES = {"member", "author", "moderator", "staff", "leader"}
OFFICE = {"staff", "leader"}
GUARDS = OFFICE | {"moderator"}
# Rule, the thing it is asked about, and who may.
TABLE: list[tuple[str, str, set[str]]] = [
    ("forums.read", "topic", set(WHO)),
    ("forums.open_topic", "general", WRITES),
    ("forums.open_topic", "announcements", OFFICE),
    ("forums.open_topic", "archived", set()),
    ("forums.announce", "general", OFFICE),
    ("forums.publish_post", "topic", WRITES),
    ("forums.publish_post", "closed", set()),
    ("forums.close_topic", "topic", GUARDS | {"author"}),
    ("forums.close_topic", "closed", set()),
    ("forums.reopen_topic", "topic", set()),
    ("forums.reopen_topic", "closed", GUARDS),
    ("forums.hide_post", "post", GUARDS),
    ("forums.hide_post", "hidden", set()),
    ("forums.show_post", "post", set()),
    ("forums.show_post", "hidden", GUARDS),
    ("forums.open_category", "nothing", OFFICE),
    ("forums.change_category", "general", OFFICE),
    ("forums.change_category", "of a project", set()),
]


@pytest.fixture
def cast(people: People) -> dict[str, Any]:
    return {
        "visitor": AnonymousUser(),
        "unconfirmed": person("baru", "Warga Baru", confirmed_at=None),
        "member": people.bayu,
        "author": people.sunarti,
        "moderator": person("fajar", "Fajar", offices=("moderator",)),
        "staff": people.putri,
        "leader": people.ratna,
    }


def thing(name: str, people: People, project: Project) -> Any:
    if name in ("nothing", "general", "announcements"):
        return {"nothing": None, "general": general(), "announcements": announcements()}[name]
    if name == "archived":
        return Category(title="Lama", archived_at=project.created_at)
    if name == "of a project":
        return Category.objects.get(pk=project.category_id)
    topic = make_topic(people)
    if name == "closed":
        return close_topic(topic=topic, by=people.putri)
    if name == "hidden":
        return hide_post(post=topic.posts.get(), by=people.putri, reason="Iklan obat")
    return topic.posts.get() if name == "post" else topic


@pytest.mark.parametrize(("rule", "what", "allowed"), TABLE, ids=[f"{rule}/{what}" for rule, what, _ in TABLE])
def test_the_table_holds(
    rule: str, what: str, allowed: set[str], cast: dict[str, Any], people: People, project: Project
) -> None:
    obj = thing(what, people, project)
    assert {who for who in WHO if can(cast[who], rule, obj)} == allowed
    assert all(can(cast[who], rule, obj).reason for who in set(WHO) - allowed), "a refusal says why"
