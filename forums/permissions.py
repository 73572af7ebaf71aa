"""Who may do what in the forum, and what we say when not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from commons.standing import standing
from forums import answer_permissions, structure_permissions
from forums.models import Category, Post, Topic
from forums.structure_permissions import FORUM_MANAGER, KEEPERS, is_the_forums_own

MEMBER = frozenset({"member"})
OFFICE = frozenset({"staff", "leader"})


def roles_in_topic(user: Any, obj: Any) -> set[str]:
    """Whoever opened a topic may close it."""
    return {"oneself"} if isinstance(obj, Topic) and obj.author_id == user.pk else set()


def works_for_office(user: Any) -> bool:
    return bool(standing(user).roles & (OFFICE | {"administrator"}))


def takes_topics(user: Any, category: Category | None) -> bool:
    """Asked of a category; without one, whether there may be any that takes a topic of theirs."""
    if category is None:
        return True
    return not category.is_archived and (category.starters == Category.Starters.EVERYBODY or works_for_office(user))


def takes_replies(user: Any, topic: Topic) -> bool:
    """While it is open, from those whom its category lets answer."""
    is_for_all = topic.category.repliers == Category.Starters.EVERYBODY
    return topic.is_open and (is_for_all or works_for_office(user))


def may_be_closed(user: Any, topic: Topic) -> bool:
    """Whoever owes an answer is not let off by others: only the one who asked closes what is not answered."""
    is_owed = topic.owed is not None and topic.owed.is_owed
    return topic.is_open and (not is_owed or topic.author_id == user.pk)


def is_closed(user: Any, topic: Topic) -> bool:
    return topic.state == Topic.State.CLOSED and topic.archived_at is None and topic.merged_into_id is None


def is_shown(user: Any, thing: Topic | Post) -> bool:
    """Asked of a post; of its topic, whether this person may hide any: the same for all of a page."""
    return isinstance(thing, Topic) or thing.is_shown


def is_hidden(user: Any, post: Post) -> bool:
    return post.hidden_at is not None


def is_ones_own(user: Any, post: Post) -> bool:
    """Administrators too keep their hands off what others wrote."""
    return post.author_id == user.pk and post.is_shown


def may_change(user: Any, post: Post) -> bool:
    """One's own post, while the talk goes on."""
    return is_ones_own(user, post) and post.topic.is_open


def takes_reactions(user: Any, thing: Topic | Post) -> bool:
    """Asked of a topic, or of one post in it; what is archived takes nothing new."""
    if isinstance(thing, Topic):
        return not thing.is_archived
    return thing.is_shown and thing.author_id != user.pk and not thing.topic.is_archived


def takes_summary(user: Any, topic: Topic) -> bool:
    """When it is closed, too: that is when a talk is summed up."""
    return not topic.is_hidden and not topic.is_archived


def may_restore(user: Any, post: Post) -> bool:
    until = post.restorable_until
    return until is not None and post.author_id == user.pk and timezone.now() < until


def is_for_everybody(user: Any, thing: Category | Topic) -> bool:
    """Programs that read news are signed in as nobody, so only what visitors see has a feed."""
    category = thing if isinstance(thing, Category) else thing.category
    return category.is_public


CONTRIBUTIONS = [
    RoleSource("forums.topic", roles_in_topic),
    Rule("forums.read", _("Membaca forum"), frozenset({"visitor"}), _("Bagian forum ini belum dibuka.")),
    Rule(
        "forums.read_feed",
        _("Berlangganan forum lewat Atom"),
        frozenset({"visitor"}),
        _("Langganan Atom hanya ada untuk bagian forum yang terbuka bagi siapa saja."),
        when=is_for_everybody,
    ),
    Rule(
        "forums.open_topic",
        _("Membuat topik"),
        MEMBER,
        _("Topik dibuat oleh anggota; di kategori pengumuman hanya oleh petugas kelurahan."),
        when=takes_topics,
    ),
    Rule(
        "forums.announce",
        _("Membuat pengumuman"),
        OFFICE | {FORUM_MANAGER},
        _("Pengumuman dibuat petugas, atau pengelola di forum organisasinya. Pilih diskusi atau tanya."),
    ),
    Rule(
        "forums.publish_post",
        _("Membalas topik"),
        MEMBER,
        _("Hanya anggota yang membalas, selama topiknya terbuka. Di kategori tertentu hanya petugas kelurahan."),
        when=takes_replies,
    ),
    Rule(
        "forums.close_topic",
        _("Menutup topik"),
        KEEPERS | {"oneself"},
        _("Topik ditutup pembuatnya, moderator, atau petugas. Yang menunggu jawaban resmi hanya oleh penanyanya."),
        when=may_be_closed,
    ),
    Rule(
        "forums.reopen_topic",
        _("Membuka lagi topik"),
        KEEPERS,
        _("Topik yang ditutup hanya dibuka lagi oleh moderator dan petugas kelurahan."),
        when=is_closed,
    ),
    Rule(
        "forums.summarise",
        _("Menulis ringkasan topik"),
        KEEPERS | {"oneself"},
        _("Ringkasan ditulis pembuat topik, moderator, atau petugas, selama topiknya tampil."),
        when=takes_summary,
    ),
    Rule(
        "forums.hide_post",
        _("Menyembunyikan kiriman"),
        KEEPERS,
        _("Kiriman hanya disembunyikan oleh moderator dan petugas, satu kali."),
        when=is_shown,
    ),
    Rule(
        "forums.show_post",
        _("Menampilkan lagi kiriman"),
        KEEPERS,
        _("Kiriman ini tidak sedang disembunyikan, atau Anda bukan moderator."),
        when=is_hidden,
    ),
    *answer_permissions.CONTRIBUTIONS,
    *structure_permissions.CONTRIBUTIONS,
    Rule(
        "forums.read_versions",
        _("Membaca versi lama kiriman"),
        frozenset({"visitor"}),
        _("Versi lama hanya terbaca selama kirimannya terbaca."),
        when=is_shown,
    ),
    Rule(
        "forums.edit_post",
        _("Mengubah kiriman sendiri"),
        MEMBER,
        _("Kiriman hanya diubah penulisnya, selama terbaca dan topiknya belum ditutup."),
        when=may_change,
    ),
    Rule(
        "forums.delete_post",
        _("Menghapus kiriman sendiri"),
        MEMBER,
        _("Kiriman hanya dihapus penulisnya, selama masih terbaca."),
        when=is_ones_own,
    ),
    Rule(
        "forums.restore_post",
        _("Mengembalikan kiriman yang dihapus"),
        MEMBER,
        _("Kiriman hanya dikembalikan penulisnya, selama waktunya belum lewat."),
        when=may_restore,
    ),
    Rule(
        "forums.react",
        _("Menandai kiriman bermanfaat"),
        MEMBER,
        _("Hanya anggota yang menandai kiriman orang lain, selama masih terbaca."),
        when=takes_reactions,
    ),
    Rule(
        "forums.read_reactions",
        _("Melihat siapa yang menandai bermanfaat"),
        MEMBER,
        _("Hanya anggota yang melihat siapa menandainya, selama kirimannya terbaca."),
        when=is_shown,
    ),
    Rule(
        "forums.open_category",
        _("Membuat kategori forum"),
        OFFICE,
        _("Kategori forum hanya dibuat oleh petugas kelurahan."),
    ),
    Rule(
        "forums.change_category",
        _("Mengubah kategori forum"),
        OFFICE,
        _("Kategori diubah petugas kelurahan. Forum proyek dan organisasi mengikuti pemiliknya."),
        when=is_the_forums_own,
    ),
]
