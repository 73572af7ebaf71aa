"""Promises that were made in front of the others, and what became of each."""

from commitments.models.commitment import CLOSED, Commitment, CommitmentQuerySet, State
from commitments.models.entry import CommitmentEntry
from commitments.models.exporting import CommitmentExport

__all__ = ["CLOSED", "Commitment", "CommitmentEntry", "CommitmentExport", "CommitmentQuerySet", "State"]
