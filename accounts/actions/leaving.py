"""The copy of my data, and being erased."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.guarding import dismiss, end_sessions
from accounts.actions.joining import give_consent
from accounts.models import RetiredHandle, User
from accounts.names import digest, erased_handle
from activity.actions import When, cancel, schedule
from commons import contributions
from commons.access import Refused
from commons.audience import remove_from_group
from commons.contributions import PersonalData
from commons.jobs import begin
from commons.models import Job
from commons.models.epoch import raise_epoch
from commons.standing import OFFICES
from mail.actions import message, post

PATIENCE = timedelta(days=14)  # in which one may change one's mind about being erased
ERASED_NAME = "Akun dihapus"  # what is kept as a name; shown through `User.display_name`, which is translated


def ask_for_copy(*, person: User) -> None:
    """Made in the background; asked again while one is being made, it is that one."""
    begin(kind="accounts.export", person=person)


def tell_of_copy(*, person: User, job: Job) -> None:
    """By mail, in the transaction that marks it done."""
    post([message("accounts.data_prepared", key=f"accounts.data_prepared:{job.pk}", to=person)])


@transaction.atomic
def leave(*, person: User, withdraws_consent: bool = False) -> User:
    """Hidden at once, erased after fourteen days in which the person may change their mind.

    Asked twice it is once. The erasing is rehearsed first, so that what stands in its way is said now.

    Raises:
        Refused: something must be handed over before; with the sentence of the app that says so.
    """
    rehearse_erasure(person=person)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
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
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
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
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.erased_at is None:
        _erase_everywhere(person)
        raise_epoch()


def _erase_everywhere(person: User) -> None:
    """Each app's part; the account's own comes last, so that the others still find name and address.

    Before it that of `commons`: taking grants raises the epoch, which everybody who changes a right waits for, so what
    the others lock has to be locked by then.
    """
    last = {"commons": 1, "accounts": 2}
    for data in sorted(contributions.all_of(PersonalData), key=lambda data: last.get(data.code, 0)):
        data.erase(person)


def anonymise(person: User) -> None:
    """The account's own part. Nobody can sign in any more, and the handle is nobody else's, ever."""
    for group in person.groups.all():
        if group.name in OFFICES:
            dismiss(person=person, office=group.name)
        else:
            remove_from_group(person, group)
    person.user_permissions.clear()
    person.themes.clear()
    person.consents.in_force().update(withdrawn_at=timezone.now())
    end_sessions(person=person)
    person.slips.usable().update(revoked_at=timezone.now())
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
