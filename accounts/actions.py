"""What changes an account. Who may is asked at the door; nothing here knows of a request."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.emails import CODE_MINUTES
from accounts.models import Consent, RetiredHandle, User, new_stamp
from accounts.names import digest, erased_handle, free_handle, lock_handles
from activity.actions import When, cancel, schedule
from commons import contributions
from commons.access import Refused
from commons.audience import add_to_group, remove_from_group
from commons.contributions import PersonalData
from commons.models import Area, Job
from commons.models.epoch import raise_epoch
from commons.standing import OFFICES
from mail.actions import forgive, message, post
from mail.models import Message
from mail.tokens import revoke_of

PATIENCE = timedelta(days=14)  # in which one may change one's mind about being erased
ERASED_NAME = "Akun dihapus"  # what is kept as a name; shown through `User.display_name`, which is translated


# Becoming a member


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
    return person


@transaction.atomic
def release_address(*, email: str, to: User | None) -> None:
    """Somebody has just proven that the address is theirs: whoever only began with it goes."""
    User.objects.unconfirmed().filter(email=email.lower()).exclude(pk=to.pk if to else None).delete()


@transaction.atomic
def confirm_address(*, person: User, name: str, area: Area | None, language: str, privacy_version: str) -> None:
    """The address is proven: a member from now on, under the name and with the consent given in the same browser."""
    lock_handles()
    person = User.objects.select_for_update().get(pk=person.pk)
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
    """Accounts that were begun and whose address nobody proved."""
    User.objects.abandoned().delete()


# Mails that guard the account


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


# Offices, and being kept out


@transaction.atomic
def appoint(*, person: User, office: str) -> None:
    """Give an office of the kelurahan: staff, leader, moderator.

    Raises:
        LookupError: no such office.
    """
    add_to_group(person, _office(office))


@transaction.atomic
def dismiss(*, person: User, office: str) -> None:
    """Take an office back."""
    remove_from_group(person, _office(office))


def _office(name: str) -> Group:
    if name not in OFFICES:
        raise LookupError(name)
    return Group.objects.get(name=name)


@transaction.atomic
def set_active(*, person: User, is_active: bool) -> None:
    """Keep somebody out, or let them in again; sessions end at their next request."""
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    if not is_active:
        end_sessions(person=person)
    raise_epoch()


@transaction.atomic
def change_profile(*, person: User, written: dict[str, Any]) -> User:
    """What the person wrote about themselves. A new name reaches whatever was kept under the epoch; the handle stays,
    because addresses and mentions lead to it."""
    themes = written.pop("themes")
    for name, value in written.items():
        setattr(person, name, value)
    person.save(update_fields=list(written))
    person.themes.set(themes)
    raise_epoch()
    return person


def set_language(*, person: User, language: str) -> None:
    """What mails and pages speak to this person from now on."""
    person.language = language
    person.save(update_fields=["language"])


# The copy of my data


def ask_for_copy(*, person: User) -> None:
    """Made in the background; asked again while one is being made, it is that one."""
    if not Job.objects.filter(kind="accounts.export", person=person, state=Job.State.WAITING).exists():
        Job.objects.create(kind="accounts.export", person=person, due_at=timezone.now())


# Leaving


@transaction.atomic
def leave(*, person: User, withdraws_consent: bool = False) -> User:
    """Hidden at once, erased after fourteen days in which the person may change their mind.

    Asked twice it is once. The erasing is rehearsed first, so that what stands in its way is said now.

    Raises:
        Refused: something must be handed over before; with the sentence of the app that says so.
    """
    rehearse_erasure(person=person)
    person = User.objects.select_for_update().get(pk=person.pk)
    if withdraws_consent:
        person.consents.in_force().update(withdrawn_at=timezone.now())
    if person.leaves_at is not None:
        return person
    person.leaves_at = timezone.now() + PATIENCE
    person.save(update_fields=["leaves_at"])
    schedule("accounts.erase", person, {"": _erasing_at(person.leaves_at)})
    leaves_at = person.leaves_at.isoformat()
    key = f"accounts.deletion_scheduled:{person.pk}:{leaves_at}"
    post([message("accounts.deletion_scheduled", key=key, to=person, leaves_at=leaves_at)])
    raise_epoch()
    return person


def put_off_erasing(*, person: User) -> None:
    """Something must be handed over first, by now: it is asked again tomorrow."""
    schedule("accounts.erase", person, {"": _erasing_at(timezone.now() + timedelta(days=1))})


def _erasing_at(moment: datetime) -> When:
    """However late beat comes, an erasing that was asked for is still to be done."""
    return When(moment, moment + timedelta(days=3650))


@transaction.atomic
def stay(*, person: User, language: str) -> None:
    """A change of mind. Staying needs the consent to the present notice; who withdrew it gives it anew by staying."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        raise Refused(_("Akun ini sudah dihapus."))
    person.leaves_at = None
    person.save(update_fields=["leaves_at"])
    cancel("accounts.erase", person)
    give_consent(person=person, version=settings.PRIVACY_VERSION, language=language)
    raise_epoch()


def rehearse_erasure(*, person: User) -> None:
    """Erase, and take it back: whatever refuses is heard before anybody is told that the account goes.

    Raises:
        Refused: with the sentence that the person reads.
    """
    with transaction.atomic():
        _erase_everywhere(User.objects.get(pk=person.pk))
        transaction.set_rollback(True)


@transaction.atomic
def erase(*, person: User) -> None:
    """What names the person goes, everywhere, in one transaction; what was said and decided stays under *Akun dihapus*.

    Raises:
        Refused: something must be handed over before.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is None:
        _erase_everywhere(person)
        raise_epoch()


def _erase_everywhere(person: User) -> None:
    """Each app's part first; the account's own comes last, so that the others still find name and address."""
    for data in sorted(contributions.all_of(PersonalData), key=lambda data: data.code == "accounts"):
        data.erase(person)


def anonymise(person: User) -> None:
    """The account's own part. Nobody can sign in any more, and the handle is nobody else's, ever."""
    for group in person.groups.all():
        remove_from_group(person, group)
    person.user_permissions.clear()
    person.themes.clear()
    person.consents.in_force().update(withdrawn_at=timezone.now())
    end_sessions(person=person)
    for held in (EmailAddress, Authenticator):
        held.objects.filter(user=person).delete()
    LogEntry.objects.filter(content_type__app_label="accounts", object_id=str(person.pk)).update(
        object_repr=ERASED_NAME
    )
    RetiredHandle.objects.get_or_create(digest=digest(person.handle))
    _blank(person)


def _blank(person: User) -> None:
    for name in ("title", "biography", "look"):
        setattr(person, name, "")
    empty: dict[str, Any] = {"email": None, "phone": None, "area": None, "last_login": None, "leaves_at": None}
    for name, value in empty.items():
        setattr(person, name, value)
    person.name, person.handle = ERASED_NAME, erased_handle(person.pk)
    person.is_active = person.is_staff = person.is_superuser = person.is_listed = False
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
