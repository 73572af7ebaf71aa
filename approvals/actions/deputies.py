"""Somebody stands in for the leader: named for a term, in the office while it lasts, out of it the moment it ends."""

from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import When, cancel, name_thread, open_thread, record, schedule
from activity.models import Thread
from approvals.actions.offices import offices, show_to_offices
from approvals.models import Approval, Deputy
from approvals.models.deputy import DEPUTY, THREAD
from commons.access import Refused, ensure
from commons.audience import Audience, add_to_group, remove_from_group
from commons.calendar import at, today

TERM = "approvals.term"
NAMED, WITHDRAWN = "approvals.deputy_named", "approvals.deputy_withdrawn"
ALWAYS = timedelta(days=3650)  # an office that was not left in time is left late
ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_deputy(*, person: Any, by: Any, kind: str, office: str, from_on: date, to_on: date, decree: str = "") -> Deputy:
    """Name somebody for these days, both included, and tell them. Deputies are named one at a time.

    Raises:
        Refused: the term is over already, or somebody else has the office in it; the account cannot be used.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('approvals.deputies'))")
    ensure(by, "approvals.set_deputy", None)
    if to_on < max(today(), from_on):
        raise Refused(_("Hari terakhir masa tugas sudah lewat, atau sebelum hari pertamanya."))
    if not person.is_active or person.confirmed_at is None:
        raise Refused(_("Akun orang ini belum atau tidak lagi aktif."))
    if other := Deputy.objects.in_the_way(office=office, from_on=from_on, to_on=to_on).for_page(by).first():
        raise Refused(
            _("%(who)s sudah menjadi %(deputy)s pada hari-hari itu.") % {"who": other.person, "deputy": other}
        )
    deputy = Deputy.objects.create(
        person=person, kind=kind, office=office, from_on=from_on, to_on=to_on, decree=decree, set_by=by
    )
    begins, ends = at(from_on), at(to_on + ONE_DAY)
    schedule(TERM, deputy, {"begin": When(begins, ends), "end": When(ends, ends + ALWAYS)})
    _tell(NAMED, deputy, by)
    keep_in_office(person)
    return deputy


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: Any) -> Deputy:
    """The term ends now, earlier than it said, and whoever had it is told. Locks the deputy."""
    deputy = Deputy.objects.select_for_update(of=("self",)).select_related("person").get(pk=deputy.pk)
    ensure(by, "approvals.end_deputy", deputy)
    deputy.ended_at, deputy.ended_by = timezone.now(), by
    deputy.save(update_fields=["ended_at", "ended_by"])
    cancel(TERM, deputy)
    _tell(WITHDRAWN, deputy, by)
    keep_in_office(deputy.person)
    return deputy


def _tell(verb: str, deputy: Deputy, by: Any) -> None:
    record(verb, actor=by, target=deputy, thread=_thread_of(deputy), to=[("concerned", deputy.person)])


def _thread_of(deputy: Deputy) -> Thread:
    """As public as the term itself."""
    found = Thread.objects.filter(kind=THREAD, object_id=deputy.pk).first()
    if found is None:
        found = open_thread(THREAD, Audience.objects.create())
        name_thread(found, deputy)
    return found


def keep_in_office(person: Any) -> None:
    """In the group of deputies while a term lasts, and only then; whoever enters it sees all that waits."""
    group = offices(DEPUTY)[0]
    if not Deputy.objects.current().filter(person=person.pk).exists():
        remove_from_group(person, group)
        return
    for approval in Approval.objects.open().select_related("audience"):
        show_to_offices(approval.audience)
    add_to_group(person, group)


def tell_term(due: Any, deputy: Deputy | None) -> str:
    """A term begins or ends today."""
    if deputy is None:
        return "gone"
    keep_in_office(deputy.person)
    return "told"
