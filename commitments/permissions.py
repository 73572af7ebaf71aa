"""Who may do what with a promise, and what we say when not."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, CommitmentEntry, State
from commons.access import roles_on
from commons.contributions import RoleSource, Rule, one
from commons.standing import standing
from commons.windows import PromisePlace
from stakeholders.models import Membership

OWNERS = frozenset({"oneself", "own_representative"})
UNDONE_WITHIN = timedelta(days=14)


def roles_in_commitment(user: Any, obj: Any) -> set[str]:
    """A person's own promise is theirs; an organisation's belongs to those who speak for it today, whoever said it, and
    one of them is the one in whose name it stands."""
    if not isinstance(obj, Commitment):
        return set()
    oneself = {"oneself"} if obj.person_id == user.pk else set()
    if obj.organisation is None:
        return oneself
    if obj.organisation.group_id not in standing(user).groups:
        return set()
    leads = Membership.objects.active().managers().filter(organisation=obj.organisation_id, person=user.pk)
    return {"own_representative"} | oneself | ({"organisation_manager"} if leads.exists() else set())


def is_running(user: Any, commitment: Commitment) -> bool:
    return commitment.is_running


def may_be_undone(user: Any, commitment: Commitment) -> bool:
    """By the one who marked it, as long as the promise is theirs to speak of, or by who looks after the place."""
    if commitment.state != State.KEPT or not _is_fresh(commitment):
        return False
    place = commitment.place
    if not one(PromisePlace, place.kind).is_open(place.object_id or 0):
        return False
    if roles_on(user, commitment) & {"coordinator", "administrator"}:
        return True
    last = commitment.entries.filter(what=CommitmentEntry.What.KEPT).order_by("-pk").values_list("by", flat=True)
    return last.first() == user.pk


def _is_fresh(commitment: Commitment) -> bool:
    return commitment.closed_at is not None and commitment.closed_at > timezone.now() - UNDONE_WITHIN


def keeper_of(commitment: Commitment) -> Any:
    return commitment.keeper


CONTRIBUTIONS = [
    RoleSource("commitments.commitment", roles_in_commitment),
    Rule("commitments.read", _("Membaca komitmen"), frozenset({"visitor"}), _("Komitmen ini belum dibuka.")),
    Rule(
        "commitments.keep_commitment",
        _("Menandai komitmen ditepati"),
        OWNERS | {"coordinator"},
        _("Ditandai ditepati oleh pemilik atau koordinator, selama berjalan dan belum diarsipkan."),
        when=is_running,
        keeper=keeper_of,
    ),
    Rule(
        "commitments.move_due_date",
        _("Mengubah tenggat komitmen"),
        OWNERS,
        _("Tenggat diubah oleh pemiliknya, selama komitmen berjalan dan belum diarsipkan."),
        when=is_running,
        keeper=keeper_of,
    ),
    Rule(
        "commitments.withdraw_commitment",
        _("Menarik komitmen"),
        OWNERS,
        _("Komitmen ditarik oleh pemiliknya, selama masih berjalan dan belum diarsipkan."),
        when=is_running,
        keeper=keeper_of,
    ),
    Rule(
        "commitments.hand_over",
        _("Menyerahkan komitmen kepada orang lain"),
        frozenset({"oneself", "organisation_manager", "coordinator"}),
        _("Komitmen diserahkan oleh pemegangnya, pengelola organisasinya, atau koordinator."),
        when=is_running,
        keeper=keeper_of,
    ),
    Rule(
        "commitments.undo_keeping",
        _("Membatalkan tanda ditepati"),
        OWNERS | {"coordinator"},
        _("Tanda ditepati dibatalkan oleh yang menandainya atau koordinator, dalam 14 hari."),
        when=may_be_undone,
        keeper=keeper_of,
    ),
    Rule(
        "commitments.export_commitments",
        _("Mengunduh daftar komitmen sebagai tabel"),
        frozenset({"member"}),
        _("Masuk dulu untuk mengunduh daftar komitmen. Setiap unduhan dicatat."),
    ),
]
