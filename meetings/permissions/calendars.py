"""Who may keep an address of a calendar, and choose the reminders of a meeting."""

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from meetings.permissions.roles import CHAIR, is_open, keeper_of

CONTRIBUTIONS = [
    Rule(
        "meetings.keep_feed",
        _("Berlangganan kalender sendiri"),
        frozenset({"member"}),
        _("Konfirmasi dulu alamat surel Anda, lalu buat alamat kalender."),
    ),
    Rule(
        "meetings.choose_reminders",
        _("Mengatur pengingat rapat"),
        CHAIR,
        _("Pengingat diatur oleh pemimpin rapat atau petugas, sampai rapat selesai."),
        when=is_open,
        keeper=keeper_of,
    ),
]
