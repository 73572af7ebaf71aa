"""The stages of a project's life, which may follow which, and how it goes meanwhile."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """*Tahap*: where a project is in its life."""

    PROPOSED = "proposed", _("Usulan")
    REVIEW = "review", _("Ditelaah")
    APPROVED = "approved", _("Disetujui")
    ACTIVE = "active", _("Berjalan")
    ON_HOLD = "on_hold", _("Tertunda")
    DONE = "done", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Condition(models.TextChoices):
    """*Kondisi*: how it is going. *Belum diperbarui* is no value: it is computed from the rhythm."""

    ON_TRACK = "on_track", _("Sesuai rencana")
    ATTENTION = "attention", _("Perlu perhatian")
    BLOCKED = "blocked", _("Terkendala")


# From a stage to those that may follow it. Back to *Usulan* goes what was returned, and what a decision undone left.
TRANSITIONS: dict[str, tuple[str, ...]] = {
    Stage.PROPOSED: (Stage.REVIEW, Stage.CANCELLED),
    Stage.REVIEW: (Stage.PROPOSED, Stage.APPROVED, Stage.CANCELLED),
    Stage.APPROVED: (Stage.ACTIVE, Stage.CANCELLED, Stage.PROPOSED),
    Stage.ACTIVE: (Stage.ON_HOLD, Stage.DONE, Stage.CANCELLED),
    Stage.ON_HOLD: (Stage.ACTIVE, Stage.CANCELLED),
    Stage.DONE: (Stage.ACTIVE,),
    Stage.CANCELLED: (Stage.PROPOSED,),
}
# Those that the team chooses by itself. The office decides about proposals; *Selesai* is proposed and confirmed.
BY_THE_TEAM: dict[str, tuple[str, ...]] = {
    Stage.APPROVED: (Stage.ACTIVE, Stage.CANCELLED),
    Stage.ACTIVE: (Stage.ON_HOLD, Stage.CANCELLED),
    Stage.ON_HOLD: (Stage.ACTIVE, Stage.CANCELLED),
}
TAKING_PARTNERS = (Stage.APPROVED, Stage.ACTIVE, Stage.ON_HOLD)
WITH_A_REASON = (Stage.ON_HOLD, Stage.CANCELLED)
REOPENABLE = timedelta(days=14)


class InvalidTransition(Exception):
    """The project can't go from its stage to that one."""
