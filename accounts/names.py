"""Handles made from the names of people; what a name may hold is said in `commons.text`."""

import hashlib
import re
import unicodedata
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

LONGEST_HANDLE = 40
RESERVED = frozenset(
    "admin administrator petugas staf kelurahan lurah sekretaris moderator sistem rembuk portal akun semua anggota"
    " pengelola resmi bantuan dukungan keamanan pemerintah".split()
)
ERASED_STEM = "akun-dihapus"  # with the number of the account it is the handle of whoever was erased

LOOKS_LIKE, SAME_AS = "01345l-", "oieasi"  # the sign without a partner is left out


def fold(text: str) -> str:
    """One form for all spellings that look alike: other scripts' letters, digits for letters, signs left out."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[^a-z0-9]", "", plain).translate(str.maketrans(LOOKS_LIKE[:-1], SAME_AS))


FOLDED_RESERVED = frozenset(fold(word) for word in RESERVED)


def folded(field: str) -> Func:
    """`fold` in the database, for a column that holds only a-z, 0-9 and hyphens."""
    return Func(F(field), Value(LOOKS_LIKE), Value(SAME_AS), function="translate")


def digest(handle: str) -> str:
    """What is kept of a handle whose person is gone."""
    return hashlib.sha256(fold(handle).encode()).hexdigest()


def erased_handle(number: int) -> str:
    """The handle of an erased account; nobody can choose one that looks like it."""
    return f"{ERASED_STEM}-{number}"


def not_an_office(name: str) -> None:
    """A neighbour is not to be taken for the office: `Admin`, in whatever letters.

    Raises:
        ValidationError: the whole name is one that the portal or the kelurahan speaks by.
    """
    if fold(name) in FOLDED_RESERVED or fold(name).startswith(fold(ERASED_STEM)):
        raise ValidationError(_("Nama ini dipakai pengelola situs. Tulis nama Anda sendiri."), "reserved")


def lock_handles() -> None:
    """Until the end of this transaction nobody else gives a handle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('accounts.handles'))")


def free_handle(name: str, model: Any) -> str:
    """`budi-santoso`, or the first of `budi-santoso-2`, `-3` … that nobody has or had, judged by how it looks."""
    from accounts.models import RetiredHandle

    stem = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[: LONGEST_HANDLE - 8].strip("-") or "warga"
    if fold(stem) in FOLDED_RESERVED or fold(stem).startswith(fold(ERASED_STEM)):
        stem = f"warga-{stem}"[: LONGEST_HANDLE - 8].strip("-")
    alike = model.objects.annotate(folded=folded("handle")).filter(folded__startswith=fold(stem))
    taken = set(alike.values_list("folded", flat=True))
    number, handle = 1, stem
    while fold(handle) in taken or RetiredHandle.objects.filter(digest=digest(handle)).exists():
        number += 1
        handle = f"{stem}-{number}"
    return handle
