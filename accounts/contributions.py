"""What the accounts offer the portal."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import actions, emails, queries
from accounts.models import User
from commons.access import Refused
from commons.contributions import DueKind, JobKind, MailKind, PersonalData
from mail.actions import message, post


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


def make_copy(job: Any) -> tuple[str, bytes]:
    """The file, and the mail that says it is there."""
    name, content = queries.copy_of_my_data(job.person)
    post([message("accounts.data_prepared", key=f"accounts.data_prepared:{job.pk}", to=job.person)])
    return name, content


PERSONAL_DATA = PersonalData(
    code="accounts",
    export=queries.personal_data,
    erase=actions.anonymise,
    columns=(
        *(f"accounts.User.{name}" for name in (*queries.FIELDS, "area", "themes", "password", "session_stamp")),
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
    MailKind("accounts.code", emails.code, essential=True),
    MailKind("accounts.known_address", emails.known_address, essential=True),
    MailKind("accounts.unknown_address", emails.unknown_address, essential=True),
    MailKind("accounts.security_changed", emails.security_changed, essential=True),
    MailKind("accounts.welcome", emails.welcome),
    MailKind("accounts.data_prepared", emails.data_prepared, essential=True),
    MailKind("accounts.deletion_scheduled", emails.deletion_scheduled, essential=True),
    DueKind("accounts.erase", erase_now),
    JobKind(queries.COPY, _("Salinan data saya"), make_copy),
    PERSONAL_DATA,
]
