"""Names of people, and the handles made from them."""

import hashlib
import re
import unicodedata
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

LONGEST_NAME, LONGEST_HANDLE = 120, 40
RESERVED = frozenset(
    "admin administrator petugas staf kelurahan lurah sekretaris moderator sistem rembuk portal akun semua anggota"
    " pengelola resmi bantuan dukungan keamanan pemerintah".split()
)
HIDDEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"  # count as letters and show nothing
MARKS_IN_A_ROW = 3


def clean_name(text: str) -> str:
    """The name as it is kept: NFKC, single spaces.

    Raises:
        ValidationError: too long, invisible or reversed characters, no visible letter, a flood of combining marks.
    """
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("Nama paling panjang %(n)s huruf.") % {"n": LONGEST_NAME})
    if any(unicodedata.category(c) in HIDDEN or c in BLANK_LETTERS for c in name) or _floods(name):
        raise ValidationError(_("Nama memuat karakter yang tidak terlihat. Ketik ulang namanya."))
    if not any(unicodedata.category(c).startswith("L") for c in name):
        raise ValidationError(_("Tulis nama dengan huruf, paling sedikit satu."))
    return name


def _floods(name: str) -> bool:
    in_a_row = 0
    for character in unicodedata.normalize("NFD", name):
        in_a_row = in_a_row + 1 if unicodedata.combining(character) else 0
        if in_a_row > MARKS_IN_A_ROW:
            return True
    return False


LOOKS_LIKE, SAME_AS = "01345l-", "oieasi"  # the sign without a partner is left out


def fold(text: str) -> str:
    """One form for all spellings that look alike: other scripts' letters, digits for letters, signs left out."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"[^a-z0-9]", "", plain).translate(str.maketrans(LOOKS_LIKE[:-1], SAME_AS))


def folded(field: str) -> Func:
    """`fold` in the database, for a column that holds only a-z, 0-9 and hyphens."""
    return Func(F(field), Value(LOOKS_LIKE), Value(SAME_AS), function="translate")


def digest(handle: str) -> str:
    """What is kept of a handle whose person is gone."""
    return hashlib.sha256(fold(handle).encode()).hexdigest()


def free_handle(name: str, model: Any) -> str:
    """`budi-santoso`, or the first of `budi-santoso-2`, `-3` … that nobody has or had, judged by how it looks."""
    from accounts.models import RetiredHandle

    stem = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[: LONGEST_HANDLE - 6] or "warga"
    if fold(stem) in {fold(word) for word in RESERVED}:
        stem = f"warga-{stem}"
    alike = model.objects.annotate(folded=folded("handle")).filter(folded__startswith=fold(stem))
    taken = set(alike.values_list("folded", flat=True))
    number, handle = 1, stem
    while fold(handle) in taken or RetiredHandle.objects.filter(digest=digest(handle)).exists():
        number += 1
        handle = f"{stem}-{number}"
    return handle
