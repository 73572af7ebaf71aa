"""What the outbox holds about a person: that mail was sent, and what was confided to it until it had left."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from commons.audience import seen_by
from commons.contributions import PersonalData
from mail.actions import forgive
from mail.models import MailToken, Message


def export(person: Any) -> list[dict[str, str]]:
    """Subject and time of each mail that was sent, newest first; what they said was not kept.

    The subject of a mail about something that was closed to the person since is left out: it may hold its name (O8).
    """
    sent = _to(person).filter(state=Message.State.SENT).order_by("-ended_at")
    closed = set(sent.exclude(audience=None).exclude(seen_by(person)).values_list("pk", flat=True))
    return [
        {"subject": "" if pk in closed else subject, "sent_at": at.isoformat(), "address": address}
        for pk, subject, at, address in sent.values_list("pk", "subject", "ended_at", "address")
    ]


def erase(person: Any) -> None:
    """Links end, what is queued for the account is not sent, and ended rows keep neither name nor address."""
    MailToken.objects.filter(person=person).delete()
    if person.email:
        MailToken.objects.filter(address__iexact=person.email).delete()
        forgive(person.email)
    queued = Message.objects.queued().filter(person=person)
    queued.update(state=Message.State.WITHHELD, reason=_("Akun ini dihapus."))
    _to(person).ended().update(person=None, address="", subject="", reply="", data={}, content=b"")


def _to(person: Any) -> Any:
    by_address = Q(address__iexact=person.email) if person.email else Q()
    return Message.objects.filter(Q(person=person) | by_address)


CONTRIBUTION = PersonalData(
    "mail",
    export,
    erase,
    columns=(
        "mail.Message.person",
        "mail.Message.address",
        "mail.Message.subject",
        "mail.Message.data",
        "mail.Message.content",
        "mail.Message.reply",
        "mail.Address.address",
        "mail.Address.last_reply",
        "mail.MailToken.person",
        "mail.MailToken.address",
        "mail.MailToken.data",
    ),
)
