"""Who may do what in the forum: a table of rules and people, on a topic that sunarti began."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from commons.access import can
from forums.actions import archive_topic, close_topic, delete_post, hide_post
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
    ("forums.read_versions", "post", set(WHO)),
    ("forums.read_versions", "hidden", set()),
    ("forums.read_versions", "deleted", set()),
    ("forums.edit_post", "post", {"author"}),
    ("forums.edit_post", "hidden", set()),
    ("forums.edit_post", "deleted", set()),
    ("forums.edit_post", "in a closed topic", set()),
    ("forums.delete_post", "post", {"author"}),
    ("forums.delete_post", "in a closed topic", {"author"}),
    ("forums.delete_post", "hidden", set()),
    ("forums.delete_post", "deleted", set()),
    ("forums.restore_post", "post", set()),
    ("forums.restore_post", "hidden", set()),
    ("forums.restore_post", "deleted", {"author"}),
    ("forums.hide_post", "deleted", set()),
    ("forums.show_post", "deleted", set()),
    ("forums.react", "topic", WRITES),
    ("forums.react", "post", WRITES - {"author"}),
    ("forums.react", "in a closed topic", WRITES - {"author"}),
    ("forums.react", "hidden", set()),
    ("forums.react", "deleted", set()),
    ("forums.read_reactions", "post", WRITES),
    ("forums.read_reactions", "deleted", set()),
    ("forums.pin_topic", "topic", GUARDS),
    ("forums.unpin_topic", "topic", set()),
    ("forums.move_topic", "topic", GUARDS),
    ("forums.move_topic", "closed", GUARDS),
    ("forums.merge_topic", "topic", GUARDS),
    ("forums.merge_topic", "put away", set()),
    ("forums.take_in_topic", "topic", GUARDS),
    ("forums.take_in_topic", "put away", set()),
    ("forums.split_topic", "topic", set()),
    ("forums.archive_topic", "topic", GUARDS),
    ("forums.archive_topic", "put away", set()),
    ("forums.unarchive_topic", "topic", set()),
    ("forums.unarchive_topic", "put away", GUARDS),
    ("forums.publish_post", "put away", set()),
    ("forums.react", "put away", set()),
    ("forums.close_topic", "put away", set()),
    ("forums.delete_category", "general", OFFICE),
    ("forums.delete_category", "of a project", set()),
    ("forums.keep_moderators", "general", OFFICE),
    ("forums.keep_moderators", "of a project", set()),
    ("forums.report_post", "post", WRITES - {"author"}),
    ("forums.report_post", "in a closed topic", WRITES - {"author"}),
    ("forums.report_post", "hidden", set()),
    ("forums.report_post", "deleted", set()),
    ("forums.read_reports", "nothing", GUARDS),
    ("forums.dismiss_reports", "post", set()),
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
    if name == "put away":
        return archive_topic(topic=topic, by=people.putri)
    if name == "hidden":
        return hide_post(post=topic.posts.get(), by=people.putri, reason="Iklan obat")
    if name == "deleted":
        return delete_post(post=topic.posts.get(), by=people.sunarti)
    if name == "in a closed topic":
        return close_topic(topic=topic, by=people.putri).posts.get()
    return topic.posts.get() if name == "post" else topic


@pytest.mark.parametrize(("rule", "what", "allowed"), TABLE, ids=[f"{rule}/{what}" for rule, what, _ in TABLE])
def test_the_table_holds(
    rule: str, what: str, allowed: set[str], cast: dict[str, Any], people: People, project: Project
) -> None:
    obj = thing(what, people, project)
    assert {who for who in WHO if can(cast[who], rule, obj)} == allowed
    assert all(can(cast[who], rule, obj).reason for who in set(WHO) - allowed), "a refusal says why"
