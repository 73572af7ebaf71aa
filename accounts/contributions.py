"""What the accounts offer the portal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import actions, demo, emails, permissions, queries
from accounts.models import User
from commons.access import Refused
from commons.contributions import Demo, JobKind, NavItem, PersonalData, Reference
from commons.models import Job, RightEntry
from commons.telling import DueKind, MailKind
from commons.windows import Trail


def erase_now(due: Any, person: User | None) -> str:
    """Fourteen days are over. What stands in the way by now is asked again tomorrow."""
    if person is None or person.leaves_at is None:
        return "stayed"
    try:
        actions.erase(person=person)
    except Refused:
        actions.put_off_erasing(person=person)
        return "put off"
    return "erased"


def make_copy(job: Job) -> tuple[str, bytes]:
    return queries.copy_of_my_data(job.person)


def copy_is_made(job: Job) -> None:
    actions.tell_of_copy(person=job.person, job=job)


NO_ADDRESS = r"(?!)(?P<pk>0)"  # the address of a person names no number: a link to it stays a link

PERSONAL_DATA = PersonalData(
    code="accounts",
    export=queries.personal_data,
    erase=actions.anonymise,
    columns=(
        *(f"accounts.User.{name}" for name in (*queries.FIELDS, "area", "themes", "password", "session_stamp")),
        *("accounts.Slip.person", "accounts.Slip.made_by"),
        *("accounts.Consent.person", "accounts.Consent.version", "accounts.User_groups.user"),
        *("accounts.User_user_permissions.user", "accounts.User_themes.user"),
        *("account.EmailAddress.user", "account.EmailAddress.email"),
        *("mfa.Authenticator.user", "mfa.Authenticator.data"),
        *("usersessions.UserSession.user", "usersessions.UserSession.ip", "usersessions.UserSession.user_agent"),
        *("usersessions.UserSession.session_key", "usersessions.UserSession.data", "admin.LogEntry.user"),
        *("sessions.Session.session_key", "sessions.Session.session_data"),
    ),
)

CONTRIBUTIONS = [
    *permissions.CONTRIBUTIONS,
    NavItem("counter", _("Loket"), "accounts:assisted_list", "heart-handshake", 80, rule="accounts.open_for_others"),
    MailKind("accounts.code", emails.code, essential=True),
    MailKind("accounts.known_address", emails.known_address, essential=True),
    MailKind("accounts.unknown_address", emails.unknown_address, essential=True),
    MailKind("accounts.security_changed", emails.security_changed, essential=True),
    MailKind("accounts.welcome", emails.welcome),
    MailKind("accounts.data_prepared", emails.data_prepared, essential=True),
    MailKind("accounts.deletion_scheduled", emails.deletion_scheduled, essential=True),
    DueKind("accounts.erase", erase_now),
    JobKind(queries.COPY, _("Salinan data saya"), make_copy, done=copy_is_made),
    Trail("accounts.rights", _("Jabatan dan akun"), RightEntry.objects.of_people, queries.right_lines, order=10),
    Reference("accounts.person", _("Orang"), NO_ADDRESS, queries.cards, queries.mentioned, queries.handles_of),
    PERSONAL_DATA,
    Demo("accounts.person", demo.load, demo.counts, order=10),
]
