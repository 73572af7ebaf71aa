"""Who may open accounts for others, and what we say when not."""

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule
from commons.standing import OFFICE

CONTRIBUTIONS = [
    Rule(
        "accounts.open_for_others",
        _("Membuka akun di loket untuk orang tanpa surel"),
        OFFICE,
        _("Loket hanya untuk petugas kelurahan."),
    ),
]
