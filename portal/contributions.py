"""What the portal itself offers: rules of pages that need several apps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import DIGEST, MAIL, Rule, Verb

CONTRIBUTIONS: list[Any] = [
    Rule(
        "portal.see_components",
        _("Melihat katalog komponen"),
        frozenset({"staff"}),
        _("Katalog komponen hanya untuk petugas."),
    ),
    Rule(
        "portal.see_desk",
        _("Melihat Meja Kerja"),
        frozenset({"staff", "leader"}),
        _("Meja Kerja hanya untuk petugas kelurahan."),
    ),
    Verb(
        "portal.access_asked",
        _("{actor} meminta akses ke {thread}"),
        _("Permintaan akses: {thread}"),
        _("Umum"),
        {"your_turn": MAIL, "follows": DIGEST},
        label=_("Permintaan akses"),
        icon="lock-open",
    ),
]
