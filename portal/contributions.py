"""What the portal itself offers: rules of pages that need several apps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import NavItem, Rule
from commons.standing import OFFICE
from commons.telling import DIGEST, MAIL, Verb

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
        OFFICE,
        _("Meja Kerja hanya untuk petugas kelurahan."),
    ),
    Rule(
        "portal.read_trails",
        _("Membaca jejak perubahan hak, jabatan, dan unduhan"),
        frozenset({"leader"}),
        _("Jejak perubahan hanya untuk pimpinan kelurahan dan administrator."),
    ),
    NavItem("trails", _("Jejak perubahan"), "portal:trail_list", "history", 90, rule="portal.read_trails"),
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
