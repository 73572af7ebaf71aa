"""Becoming a member, and what one says of oneself."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.models import Consent, User
from accounts.names import free_handle, lock_handles
from commons.models import Area
from commons.models.epoch import raise_epoch
from mail.actions import forgive, message, post
from mail.tokens import revoke_of


@transaction.atomic
def hold_address(*, email: str, name: str, language: str) -> User:
    """An account that waits until its address is proven: a new one, or the one that somebody began with that address.

    Beginning gives no right to anything, so a stranger who begins with a neighbour's address keeps nobody out (A4).
    """
    lock_handles()
    person = User.objects.unconfirmed().filter(email=email.lower()).first()
    if person is None:
        person = User.objects.create_user(email, name=name, language=language)
        EmailAddress.objects.create(user=person, email=person.email, primary=True)
    else:  # begun anew: the sweep gives it its day again
        person.joined_at = timezone.now()
        person.save(update_fields=["joined_at"])
    return person


@transaction.atomic
def release_address(*, email: str, to: User | None) -> None:
    """Somebody has just proven that the address is theirs: whoever only began with it goes."""
    User.objects.unconfirmed().filter(email=email.lower()).exclude(pk=to.pk if to else None).delete()


@transaction.atomic
def confirm_address(*, person: User, name: str, area: Area | None, language: str, privacy_version: str) -> None:
    """The address is proven: a member from now on, under the name and with the consent given in the same browser."""
    lock_handles()
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.name != name:
        person.handle = free_handle(name, User)
    person.name, person.area, person.language = name, area, language
    person.confirmed_at = timezone.now()
    person.save()
    give_consent(person=person, version=privacy_version, language=language)
    post([message("accounts.welcome", key=f"accounts.welcome:{person.pk}", to=person)])
    raise_epoch()


@transaction.atomic
def take_address(*, person: User, address: str) -> None:
    """The account has this address from now on: links mailed to the old one end, and mail that bounced may go again."""
    revoke_of(person)
    forgive(address)


@transaction.atomic
def give_consent(*, person: User, version: str, language: str) -> Consent:
    """Twice to the same text is once."""
    wanted = {"person": person, "purpose": Consent.Purpose.PRIVACY, "version": version, "withdrawn_at": None}
    return Consent.objects.get_or_create(**wanted, defaults={"language": language})[0]


@transaction.atomic
def sweep() -> None:
    """Accounts that were begun and whose address nobody proved, and devices whose session is over."""
    User.objects.abandoned().delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@transaction.atomic
def change_profile(*, person: User, written: dict[str, Any]) -> User:
    """What the person wrote about themselves. A new name reaches whatever was kept under the epoch; the handle stays,
    because addresses and mentions lead to it. What is sent unchanged changes no row."""
    themes = written.pop("themes")
    known = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    changed = [name for name, value in written.items() if value != getattr(known, name)]
    for name in changed:
        setattr(person, name, written[name])
    if changed:
        person.save(update_fields=changed)
        raise_epoch()
    person.themes.set(themes)
    return person


def set_language(*, person: User, language: str) -> None:
    """What mails and pages speak to this person from now on."""
    person.language = language
    person.save(update_fields=["language"])
