"""Who may do what with a promise, and what we say when not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from commons.contributions import RoleSource, Rule
from commons.standing import standing

OWNERS = frozenset({"oneself", "own_representative"})


def roles_in_commitment(user: Any, obj: Any) -> set[str]:
    """A person's own promise is theirs; an organisation's belongs to those who speak for it today, whoever said it."""
    if not isinstance(obj, Commitment):
        return set()
    if obj.organisation is None:
        return {"oneself"} if obj.person_id == user.pk else set()
    return {"own_representative"} if obj.organisation.group_id in standing(user).groups else set()


def is_running(user: Any, commitment: Commitment) -> bool:
    return commitment.is_running


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
]
