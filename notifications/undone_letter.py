"""The coordinator's digest: each working day, to those who look after things, what did *not* happen.

Out of `Waiting`, so that no app writes a mail of its own for it. Nothing to tell: no mail.
"""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.offices import works_there
from commons import calendar
from commons.access import can
from commons.telling import MAIL
from mail.actions import message, post
from mail.composing import Letter, Withheld
from mail.letters import letter
from mail.models import Message
from notifications.letters import stop_path
from notifications.models import Preference
from notifications.undone import all_waiting, undone

VERB, REASON = "notifications.undone", "assigned"  # its row among the preferences
FROM, UNTIL = time(6, 30), time(10)  # in the site's zone; after an outage it still goes while the morning lasts
SHOWN = 20


def send_undone(now: datetime | None = None) -> int:
    """Queue today's for everybody who has one to get; a person's of one day is one mail, however often this runs."""
    now = now or timezone.now()
    here = now.astimezone(timezone.get_default_timezone())
    if not (FROM <= here.time() < UNTIL and calendar.is_working_day(here.date())):
        return 0
    rows = all_waiting(now)
    keepers = {row.keeper_id for row in rows if row.keeper_id is not None}
    found = [person for person in _readers(keepers) if undone(person, rows)]
    post(
        message(
            "notifications.undone",
            key=f"undone:{person.pk}:{here.date():%Y%m%d}",
            to=person,
            priority=Message.Priority.DIGEST,
        )
        for person in found
    )
    return len(found)


def _readers(keepers: set[int]) -> Any:
    """The office and the keepers, without those who chose another channel."""
    elsewhere = Preference.objects.filter(person=OuterRef("pk"), verb=VERB, reason=REASON).exclude(channel=MAIL)
    people = User.objects.active().filter(works_there() | Q(pk__in=keepers), email__isnull=False)
    return people.exclude(Exists(elsewhere)).order_by("pk")


def compose(outgoing: Message) -> Letter:
    """
    Raises:
        Withheld: since it was queued everything has happened, or may no longer be told.
    """
    person, now = outgoing.person, timezone.now()
    found = undone(person, all_waiting(now))
    if not found:
        raise Withheld(_("Semua sudah beres sebelum surel ini berangkat."))
    site = settings.SITE_SHORT_NAME
    subject = ngettext("%(n)s hal belum terjadi di %(site)s", "%(n)s hal belum terjadi di %(site)s", len(found))
    context = {
        "person": person,
        "undone": found[:SHOWN],
        "more": max(len(found) - SHOWN, 0),
        "now": now,
        "desk": "/meja/" if can(person, "portal.see_desk") else reverse("notifications:inbox_list"),
    }
    return letter(
        "notifications/mail/undone",
        context,
        subject % {"n": len(found), "site": site},
        why=_("Anda menerima surel ini setiap hari kerja karena Anda petugas atau koordinator."),
        change=reverse("notifications:preference_edit"),
        unsubscribe=stop_path(person, verbs=[[VERB, REASON]]),
    )
