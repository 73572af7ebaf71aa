"""Accounts for administrators: to look, to keep somebody out, to end sessions. Nothing is typed over."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions
from accounts.models import Consent, User
from commons.access import Refused
from commons.admin import LookOnly

for theirs in (EmailAddress, Authenticator, UserSession):  # allauth offers them to be typed over, secrets included
    admin.site.unregister(theirs)
LOOK_AT = (
    *("name", "handle", "email", "phone", "title", "area", "language", "zone", "is_listed"),
    *("is_active", "is_staff", "is_superuser", "groups", "confirmed_at", "joined_at", "last_login"),
    *("leaves_at", "erased_at"),
)


class SuperusersLook(LookOnly):
    """For those only who may see everything anyway."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser


def _administrator(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # nobody else passes the door of the administration
    return request.user


@admin.register(User)
class UserAdmin(SuperusersLook):
    list_display = ("name", "handle", "email", "confirmed_at", "is_active", "leaves_at")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("name", "handle", "email")
    ordering = ("-joined_at",)
    fields = readonly_fields = LOOK_AT
    actions = ("keep_out", "let_in", "end_sessions")

    @admin.action(description=gettext_lazy("Nonaktifkan akun"))
    def keep_out(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people.exclude(pk__in=[request.user.pk]):
            try:
                actions.set_active(person=person, is_active=False, by=_administrator(request))
            except Refused as refusal:
                messages.error(request, refusal.reason)
            else:
                messages.success(request, _("%(name)s tidak dapat masuk lagi.") % {"name": person})

    @admin.action(description=gettext_lazy("Aktifkan kembali"))
    def let_in(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people.filter(erased_at=None):
            actions.set_active(person=person, is_active=True, by=_administrator(request))
        messages.success(request, _("Akun yang dipilih dapat masuk lagi."))

    @admin.action(description=gettext_lazy("Keluarkan dari semua perangkat"))
    def end_sessions(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            actions.end_sessions(person=person)
        messages.success(request, _("Akun yang dipilih dikeluarkan dari semua perangkat."))


@admin.register(EmailAddress)
class EmailAddressAdmin(SuperusersLook):
    list_display = ("email", "user", "verified", "primary")
    search_fields = ("email",)


@admin.register(Consent)
class ConsentAdmin(SuperusersLook):
    list_display = ("person", "purpose", "version", "given_at", "withdrawn_at")
    list_filter = ("purpose", "version")
