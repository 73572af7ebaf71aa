"""Who reports, who decides about what was reported and what is held, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from forums.models import HeldPost, Post
from forums.permissions import MEMBER
from forums.structure_permissions import KEEPERS, SOMEWHERE


def roles_of_held(user: Any, obj: Any) -> set[str]:
    """Whoever wrote a held text reads it."""
    return {"oneself"} if isinstance(obj, HeldPost) and obj.author_id == user.pk else set()


def may_report(user: Any, post: Post | None) -> bool:
    """Asked of a post; without one, whether this person may report any: the same for all of a page."""
    return post is None or (post.is_shown and post.author_id != user.pk)


def waits_for_others(user: Any, post: Post) -> bool:
    """Nobody decides about reports of their own post, nor reads who made them."""
    return post.is_shown and post.author_id != user.pk and post.reports.open().exists()


def may_be_decided(user: Any, held: HeldPost) -> bool:
    return held.is_waiting and held.author_id != user.pk


CONTRIBUTIONS = [
    RoleSource("forums.held", roles_of_held),
    Rule(
        "forums.report_post",
        _("Melaporkan kiriman"),
        MEMBER,
        _("Anggota dapat melaporkan kiriman orang lain, selama masih terbaca."),
        when=may_report,
    ),
    Rule(
        "forums.read_reports",
        _("Membuka antrean laporan"),
        KEEPERS | {SOMEWHERE},
        _("Antrean laporan hanya untuk moderator dan petugas."),
    ),
    Rule(
        "forums.dismiss_reports",
        _("Memutuskan laporan tentang kiriman"),
        KEEPERS,
        _("Laporan diputuskan moderator dan petugas, satu kali, dan bukan tentang kiriman sendiri."),
        when=waits_for_others,
    ),
    Rule(
        "forums.read_held",
        _("Membaca tulisan yang menunggu dicek"),
        KEEPERS | {"oneself"},
        _("Tulisan ini hanya terbaca oleh penulisnya dan moderator."),
    ),
    Rule(
        "forums.release_held",
        _("Menampilkan tulisan yang menunggu dicek"),
        KEEPERS,
        _("Tulisan ini sudah diputuskan, atau Anda bukan moderator."),
        when=may_be_decided,
    ),
    Rule(
        "forums.refuse_held",
        _("Menolak tulisan yang menunggu dicek"),
        KEEPERS,
        _("Tulisan ini sudah diputuskan, atau Anda bukan moderator."),
        when=may_be_decided,
    ),
]
