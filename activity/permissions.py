"""Who may follow a thread and keep a mark in it: every member who may see it."""

from django.utils.translation import gettext_lazy as _

from commons.contributions import Rule

CONTRIBUTIONS = [
    Rule(
        "activity.follow",
        _("Mengikuti dan menandai sudah dibaca"),
        frozenset({"member"}),
        _("Hanya anggota dengan surel terkonfirmasi yang dapat mengikuti."),
        order=5,
    ),
]
