"""Who looks after a part of the forum, and how topics stand in it; what we say when not."""

from typing import Any

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE, standing
from forums.models import Category, CategoryUserGrant, HeldPost, Post, Topic
from forums.models.category import MODERATE
from stakeholders.permissions.organisations import MANAGERS, is_verified

MODERATES = "forums.moderates:"  # with the number of a category: a role that its moderators hold everywhere
SOMEWHERE = "forums.moderates"  # and one that says no more than that they look after some
CATEGORY_MODERATOR = "category_moderator"  # and what it makes them there
MANAGES = "forums.manages"  # everywhere, of whoever manages an organisation that has a forum
FORUM_MANAGER = "forum_manager"  # and there, beside what moderators are
KEEPERS = OFFICE | {"moderator", CATEGORY_MODERATOR}


def roles_of_moderators(user: Any, obj: Any) -> set[str]:
    """Which categories one looks after is part of the standing, so that no page asks for it: it is worked out anew
    when a grant is given or taken, an organisation's forum is opened, or its people or their roles change."""
    if obj is None:
        return _roles_everywhere(user)
    category = _category_of(obj)
    if category is None or not looked_after(user) & set(category.and_above):
        return set()
    return {CATEGORY_MODERATOR} if category.organisation_id is None else {CATEGORY_MODERATOR, FORUM_MANAGER}


def _roles_everywhere(user: Any) -> set[str]:
    """By grant, and as manager of an organisation: one statement."""
    entrusted = CategoryUserGrant.objects.filter(user=user.pk, permission__codename=MODERATE)
    managed = Category.objects.managed_by(user).values_list("pk", Value(True))
    found = dict(entrusted.values_list("content_object", Value(False)).union(managed))
    roles = {f"{MODERATES}{pk}" for pk in found} | ({SOMEWHERE} if found else set())
    return roles | {MANAGES} if any(found.values()) else roles


def looked_after(user: Any) -> set[int]:
    """The categories that this person was entrusted with, and those of the organisations that they manage, by number;
    what stands in them is theirs too."""
    return {int(role.removeprefix(MODERATES)) for role in standing(user).roles if role.startswith(MODERATES)}


def _category_of(obj: Any) -> Category | None:
    topic = obj.topic if isinstance(obj, Post) else obj.place if isinstance(obj, HeldPost) else obj
    found = topic.category if isinstance(topic, Topic) else topic
    return found if isinstance(found, Category) else None


def manages_a_forum(user: Any) -> bool:
    """Does this person manage an organisation that has one?"""
    return MANAGES in standing(user).roles


def is_the_forums_own(user: Any, category: Category) -> bool:
    return not category.is_owned


def is_there(user: Any, topic: Topic) -> bool:
    """Its posts have not gone to another topic."""
    return topic.merged_into_id is None


def takes_order(user: Any, topic: Topic) -> bool:
    """What is archived stays as it is; so does what nobody finds in the lists."""
    return not topic.is_archived and not topic.is_hidden


def can_be_merged(user: Any, topic: Topic) -> bool:
    """A question that was put to an office keeps its number, its clock and its address."""
    return not topic.is_archived and (topic.owed is None or topic.owed.asked_id is None)


def can_be_split(user: Any, topic: Topic) -> bool:
    return not topic.is_archived and topic.shown_count > 1


def is_pinned(user: Any, topic: Topic) -> bool:
    return topic.pinned_at is not None


def can_be_archived(user: Any, topic: Topic) -> bool:
    """Whoever owes an answer is not let off."""
    is_owed = topic.owed is not None and topic.owed.is_owed
    return topic.archived_at is None and topic.merged_into_id is None and not is_owed


def is_archived(user: Any, topic: Topic) -> bool:
    return topic.archived_at is not None


CONTRIBUTIONS = [
    RoleSource("forums.category", roles_of_moderators),
    Rule(
        "forums.open_forum",
        _("Membuka forum organisasi"),
        MANAGERS,
        _("Forum organisasi terverifikasi dibuka oleh pengelolanya atau petugas kelurahan."),
        when=is_verified,
    ),
    Rule(
        "forums.delete_category",
        _("Menghapus kategori forum"),
        OFFICE,
        _("Kategori dihapus petugas kelurahan. Forum proyek dan organisasi mengikuti pemiliknya."),
        when=is_the_forums_own,
    ),
    Rule(
        "forums.keep_moderators",
        _("Mengangkat moderator kategori"),
        OFFICE,
        _("Moderator kategori diangkat petugas kelurahan. Forum proyek dan organisasi diurus pemiliknya."),
        when=is_the_forums_own,
    ),
    Rule(
        "forums.move_topic",
        _("Memindahkan topik"),
        KEEPERS,
        _("Topik hanya dipindahkan oleh moderator dan petugas kelurahan."),
        when=is_there,
    ),
    Rule(
        "forums.merge_topic",
        _("Menggabungkan topik ke topik lain"),
        KEEPERS,
        _("Hanya moderator yang menggabungkan topik. Pertanyaan ke kantor dan arsip tetap di tempatnya."),
        when=can_be_merged,
    ),
    Rule(
        "forums.take_in_topic",
        _("Menerima kiriman dari topik lain"),
        KEEPERS,
        _("Topik tujuan harus terbaca, belum diarsipkan, dan berada di kategori yang Anda urus."),
        when=takes_order,
    ),
    Rule(
        "forums.split_topic",
        _("Memisahkan kiriman menjadi topik baru"),
        KEEPERS,
        _("Kiriman hanya dipisahkan oleh moderator dan petugas, dari topik yang ada balasannya."),
        when=can_be_split,
    ),
    Rule(
        "forums.pin_topic",
        _("Menyematkan topik"),
        KEEPERS,
        _("Topik hanya disematkan oleh moderator dan petugas kelurahan, selama belum diarsipkan."),
        when=takes_order,
    ),
    Rule(
        "forums.unpin_topic",
        _("Melepas sematan topik"),
        KEEPERS,
        _("Topik ini tidak sedang disematkan, atau Anda bukan moderator."),
        when=is_pinned,
    ),
    Rule(
        "forums.archive_topic",
        _("Mengarsipkan topik"),
        KEEPERS,
        _("Topik diarsipkan oleh moderator dan petugas. Yang menunggu jawaban kantor belum dapat diarsipkan."),
        when=can_be_archived,
    ),
    Rule(
        "forums.unarchive_topic",
        _("Mengeluarkan topik dari arsip"),
        KEEPERS,
        _("Topik ini tidak diarsipkan, atau Anda bukan moderator."),
        when=is_archived,
    ),
]
