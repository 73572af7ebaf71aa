"""The operator's view of the outbox: what left, what did not and why; sending once more."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest  # noqa: TID251, an admin is a view
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.admin import LookOnly
from mail import actions
from mail.models import Address, Message


@admin.register(Message)
class MessageAdmin(LookOnly):
    """What a mail said is not shown: it may hold a code, or what this reader may not see.

    A message refused at a later attempt may have arrived at an earlier one, whose answer was lost.
    """

    list_display = ("created_at", "kind", "address", "state", "reason", "attempts", "due_at", "subject")
    list_filter = ("state", "kind")
    search_fields = ("address", "key", "message_id")
    fields = ("key", "kind", "priority", "address", "language", "subject", "message_id", "state", "reason", "reply",
              "attempts", "created_at", "due_at", "expires_at", "ended_at")  # fmt: skip
    show_full_result_count = False
    actions = ("send_again",)

    @admin.action(description=_("Kirim lagi yang ditolak, rusak, atau ditahan"))
    def send_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        again = actions.send_again(Message.objects.filter(pk__in=queryset.values("pk")))
        self.message_user(
            request, ngettext("%d surat kembali ke antrean.", "%d surat kembali ke antrean.", again) % again
        )


@admin.register(Address)
class AddressAdmin(LookOnly):
    """Addresses that servers refused; they are forgotten after 30 days, or when the person confirms them anew."""

    list_display = ("address", "hard", "hard_at", "suppressed_at", "last_reply")
    search_fields = ("address",)
    actions = ("forgive",)

    @admin.action(description=_("Lupakan penolakan"))
    def forgive(self, request: HttpRequest, queryset: QuerySet[Address]) -> None:
        for address in queryset.values_list("address", flat=True):
            actions.forgive(address)
