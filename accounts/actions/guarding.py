"""What guards an account: codes, notices of changes, the end of sessions, offices, being kept out."""

import secrets
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.emails import CODE_MINUTES
from accounts.models import User, new_stamp
from commons import contributions
from commons.audience import add_to_group, remove_from_group
from commons.contributions import Handover
from commons.models import RightEntry
from commons.models.epoch import raise_epoch
from commons.standing import OFFICES
from mail.actions import message, post
from mail.models import Message

What = RightEntry.What
ACCOUNT = "account"  # what is held by somebody who may sign in


def mail_code(*, purpose: str, address: str, code: str, language: str, person: User | None) -> None:
    """A code that lives ten minutes; it is kept readable only until the mail has left."""
    mail = message(
        "accounts.code",
        key=f"accounts.code:{secrets.token_hex(12)}",
        to=person,
        address=address,
        language=language,
        priority=Message.Priority.SIGN_IN,
        expires_at=timezone.now() + timedelta(minutes=CODE_MINUTES),
        purpose=purpose,
        secret={"code": code},
    )
    post([mail])


def answer_address(*, kind: str, address: str, language: str) -> None:
    """What the page may not say, since it says the same to everybody: that this address has an account, or none."""
    key = f"{kind}:{secrets.token_hex(12)}"
    post([message(kind, key=key, address=address, language=language, priority=Message.Priority.SIGN_IN)])


def tell_of_change(*, person: User, change: str, address: str = "") -> None:
    """The person hears of every change of what guards the account, at the address that held before it."""
    key = f"accounts.security_changed:{secrets.token_hex(12)}"
    at = timezone.now().isoformat()
    post([message("accounts.security_changed", key=key, to=person, address=address, change=change, at=at)])


@transaction.atomic
def end_sessions(*, person: User, but: str = "") -> None:
    """Everywhere, at the next request of each. `but` is the key of the session that the caller goes on with.

    The stamp ends them all, whatever the lists say; the rows go so that no list shows them.
    """
    person.session_stamp = new_stamp()
    person.save(update_fields=["session_stamp"])
    others = UserSession.objects.filter(user=person).exclude(session_key=but)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()


@transaction.atomic
def appoint(*, person: User, office: str, by: User | None = None) -> None:
    """Give an office of the kelurahan: staff, leader, moderator; with an entry that stays. Without `by` the operator
    gives it, who is no account.

    Raises:
        LookupError: no such office.
    """
    group = _office(office)
    if not person.groups.contains(group):
        RightEntry.objects.create(what=What.APPOINTED, user=person, held=office, by=by)
    add_to_group(person, group)


@transaction.atomic
def dismiss(*, person: User, office: str, by: User | None = None) -> None:
    """Take an office back; with an entry that stays."""
    group = _office(office)
    if person.groups.contains(group):
        RightEntry.objects.create(what=What.DISMISSED, user=person, held=office, by=by)
    remove_from_group(person, group)


def _office(name: str) -> Group:
    if name not in OFFICES:
        raise LookupError(name)
    return Group.objects.get(name=name)


@transaction.atomic
def set_active(*, person: User, is_active: bool, by: User | None = None) -> None:
    """Keep somebody out, or let them in again, with an entry that stays; sessions end at their next request.

    Raises:
        Refused: the person can't be missed; with the sentence of the app that says so.
    """
    if not is_active:
        for offer in contributions.all_of(Handover):
            if offer.keep is not None:
                offer.keep(person)
    if person.is_active != is_active:
        RightEntry.objects.create(what=What.LET_IN if is_active else What.KEPT_OUT, user=person, held=ACCOUNT, by=by)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    if not is_active:
        end_sessions(person=person)
    raise_epoch()
