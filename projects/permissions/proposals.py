"""Who may do what with a proposal, before there is a project."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from approvals.models import Approval
from commons.contributions import Rule
from projects.models import PROPOSAL, Proposal
from projects.permissions.roles import TEAM


def is_returned(user: Any, proposal: Proposal) -> bool:
    return Approval.objects.about(PROPOSAL, proposal.pk).filter(state=Approval.State.RETURNED).exists()


def is_undecided(user: Any, proposal: Proposal) -> bool:
    """It waits for the office, or for its proposer."""
    return Approval.objects.about(PROPOSAL, proposal.pk).open().exists()


CONTRIBUTIONS = [
    Rule(
        "projects.propose_project",
        _("Mengusulkan proyek"),
        frozenset({"member"}),
        _("Konfirmasi surel Anda dulu, lalu usulkan proyek."),
    ),
    Rule(
        "projects.read_proposal",
        _("Membaca perjalanan usulan proyek"),
        TEAM | {"oneself", "own_representative"},
        _("Perjalanan usulan dibaca oleh pengusul, organisasinya, dan petugas kelurahan."),
    ),
    Rule(
        "projects.resubmit_proposal",
        _("Mengirim lagi usulan proyek"),
        frozenset({"oneself", "coordinator"}),
        _("Usulan dikirim lagi oleh pengusulnya, setelah dikembalikan untuk diperbaiki."),
        when=is_returned,
    ),
    Rule(
        "projects.withdraw_proposal",
        _("Menarik usulan proyek"),
        frozenset({"oneself"}),
        _("Usulan ditarik oleh pengusulnya, selama kelurahan belum memutuskan."),
        when=is_undecided,
    ),
]
