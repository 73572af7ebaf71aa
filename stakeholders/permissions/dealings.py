"""Who may do what with agreements, capabilities and the office's log, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from commons.standing import OFFICE, standing
from stakeholders.models import Agreement, Capability, Engagement, Membership, Organisation
from stakeholders.permissions.organisations import is_alive, roles_in_organisation


def roles_in_dealings(user: Any, obj: Any) -> set[str]:
    """Of a capability the roles in its organisation; of an agreement those in any party that is verified."""
    if isinstance(obj, Capability):
        return roles_in_organisation(user, obj.organisation)
    if not isinstance(obj, Agreement):
        return set()
    parties = Organisation.objects.verified().filter(agreements=obj)
    mine = Membership.objects.active().filter(organisation__in=parties, person=user.pk)
    held = set(mine.values_list("role", flat=True))
    roles = {"own_representative"} if held else set()
    return roles | {"organisation_manager"} if Membership.Role.MANAGER in held else roles


def holds(user: Any, agreement: Agreement) -> bool:
    return not agreement.is_over


def can_be_given(user: Any, obj: Any) -> bool:
    return is_alive(user, obj.organisation if isinstance(obj, Capability) else obj)


def is_of_the_office(user: Any, obj: Any) -> bool:
    """An administrator who is not of the office has no business with its log."""
    return bool(standing(user).roles & OFFICE)


def is_fresh_and_own(user: Any, engagement: Engagement) -> bool:
    return is_of_the_office(user, engagement) and engagement.author_id == user.pk and engagement.is_correctable


def has_next_step(user: Any, engagement: Engagement) -> bool:
    return is_of_the_office(user, engagement) and bool(engagement.next_step)


CONTRIBUTIONS = [
    RoleSource("stakeholders.dealings", roles_in_dealings),
    Rule(
        "stakeholders.read_agreement",
        _("Membaca kerja sama"),
        frozenset({"visitor"}),
        _("Kerja sama ini belum dibuka."),
    ),
    Rule(
        "stakeholders.keep_agreements",
        _("Mencatat dan mengubah kerja sama"),
        OFFICE,
        _("Kerja sama dicatat dan diubah oleh petugas kelurahan."),
    ),
    Rule(
        "stakeholders.end_agreement",
        _("Mengakhiri kerja sama lebih awal"),
        OFFICE,
        _("Kerja sama yang belum berakhir dapat diakhiri oleh petugas kelurahan."),
        when=holds,
    ),
    Rule(
        "stakeholders.read_agreement_history",
        _("Melihat riwayat kerja sama"),
        OFFICE | {"own_representative"},
        _("Riwayat ini untuk para pihak dan petugas kelurahan."),
    ),
    Rule(
        "stakeholders.keep_capabilities",
        _("Mengisi kemampuan organisasi"),
        OFFICE | {"organisation_manager"},
        _("Kemampuan diisi oleh pengelola organisasi atau petugas kelurahan."),
        when=can_be_given,
    ),
    Rule(
        "stakeholders.keep_engagements",
        _("Membaca dan menulis catatan kontak"),
        OFFICE,
        _("Catatan kontak hanya untuk petugas kelurahan."),
        when=is_of_the_office,
    ),
    Rule(
        "stakeholders.correct_engagement",
        _("Mengoreksi catatan kontak"),
        OFFICE,
        _("Catatan dikoreksi oleh penulisnya, dalam sehari. Setelah itu, tulis tambahan."),
        when=is_fresh_and_own,
    ),
    Rule(
        "stakeholders.tick_next_step",
        _("Menandai langkah berikutnya selesai"),
        OFFICE,
        _("Catatan ini tidak punya langkah berikutnya."),
        when=has_next_step,
    ),
]
