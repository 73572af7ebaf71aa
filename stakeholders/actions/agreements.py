"""Agreements are kept by the office: recorded, changed, ended early. Each change leaves an entry that stays."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.offices import the_office
from activity.actions import name_thread, open_thread, record, withdraw
from commons import attachments
from commons.access import Refused, ensure
from commons.audience import give, set_visibility, take
from commons.calendar import today
from commons.editing import ensure_not_overtaken
from commons.models import Attachment, Audience, Visibility
from stakeholders.actions.notices import concerned, set_notices
from stakeholders.models import Agreement, AgreementChange, Organisation
from stakeholders.queries.agreements import differences, facts_of

Sight = Agreement.Sight
What = AgreementChange.What
LEAST_PARTIES = 2


@transaction.atomic
def keep_agreement(
    *, by: Any, parties: Iterable[Organisation], sight: str, documents: Iterable[Attachment] = (), **facts: Any
) -> Agreement:
    """Record an agreement that was signed; its notices are set.

    Raises:
        Refused: fewer than two parties.
    """
    ensure(by, "stakeholders.keep_agreements", None)
    audience, papers = Audience.objects.create(), Audience.objects.create()
    thread = open_thread("stakeholders.agreement", audience)
    agreement = Agreement.objects.create(**facts, sight=sight, audience=audience, papers=papers, thread=thread)
    name_thread(thread, agreement)
    _set_parties(agreement, parties)
    _attach(agreement, documents)
    _note(agreement, What.KEPT, by, {})
    set_notices(agreement)
    _open_to_whom_it_concerns(agreement, by)
    return agreement


@transaction.atomic
def change_agreement(
    *,
    agreement: Agreement,
    by: Any,
    parties: Iterable[Organisation],
    documents: Iterable[Attachment] = (),
    kept: Iterable[Attachment] | None = None,
    seen: str = "",
    **facts: Any,
) -> Agreement:
    """Change what is written of it. `kept` are the documents that stay; the others are served no more. Its notices move
    with its last day. Locks the agreement.

    Raises:
        Refused: fewer than two parties.
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
    """
    agreement = locked(agreement.pk)
    ensure(by, "stakeholders.keep_agreements", agreement)
    before = facts_of(agreement)
    ensure_not_overtaken(seen, before)
    was_until = agreement.until_on
    before = _plain(before)
    for name, value in facts.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(facts))
    _set_parties(agreement, parties)
    if kept is not None:
        gone = agreement.documents.filter(hidden_at=None).exclude(pk__in=[one.pk for one in kept])
        gone.update(hidden_at=timezone.now())
    _attach(agreement, documents)
    if agreement.until_on != was_until:
        withdraw(agreement)  # a letter about the old day that has not left yet
    _note(agreement, What.CHANGED, by, before)
    set_notices(agreement)
    _open_to_whom_it_concerns(agreement, by)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: Any, ended_on: date, end_reason: str) -> Agreement:
    """It holds no longer, before its last day: the parties hear why, and of its last day nothing more is said.

    Locks the agreement.

    Raises:
        Refused: it is over, or the day is still to come or lies before it was signed.
    """
    agreement = locked(agreement.pk)
    ensure(by, "stakeholders.end_agreement", agreement)
    if not agreement.signed_on <= ended_on <= today():
        raise Refused(_("Pilih tanggal antara penandatanganan dan hari ini."), obj=agreement)
    before = _plain(facts_of(agreement))
    agreement.ended_on, agreement.end_reason = ended_on, end_reason
    agreement.save(update_fields=["ended_on", "end_reason"])
    _note(agreement, What.ENDED, by, before)
    withdraw(agreement)
    set_notices(agreement)
    record("stakeholders.agreement_ended", actor=by, target=agreement, thread=agreement.thread, to=concerned(agreement))
    return agreement


def locked(pk: int) -> Agreement:
    """The agreement's row, locked until the commit, with what the actions need beside it."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("audience", "papers", "thread")
    return rows.get(pk=pk)


def _set_parties(agreement: Agreement, parties: Iterable[Organisation]) -> None:
    signed = {one.pk for one in parties}
    if len(signed) < LEAST_PARTIES:
        raise Refused(_("Kerja sama punya paling sedikit dua pihak."))
    agreement.parties.set(signed)


def _attach(agreement: Agreement, documents: Iterable[Attachment]) -> None:
    for document in documents:
        attachments.attach(document, to=agreement, audience=agreement.papers)


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Read now: what a queryset says later is what has become of it."""
    return {name: list(value) if hasattr(value, "iterator") else value for name, value in facts.items()}


def _note(agreement: Agreement, what: str, by: Any, before: dict[str, Any]) -> None:
    """The entry in its history; a change that changes nothing leaves none."""
    changes = differences(before, facts_of(agreement)) if before else []
    if changes or what != What.CHANGED:
        AgreementChange.objects.create(agreement=agreement, what=what, by=by, changes=changes)


def _open_to_whom_it_concerns(agreement: Agreement, by: Any) -> None:
    """Last in an action, for the epoch rises."""
    _open(agreement.audience, agreement, by, is_public=agreement.sight != Sight.PARTIES)
    _open(agreement.papers, agreement, by, is_public=agreement.sight == Sight.PUBLIC)


def _open(audience: Audience, agreement: Agreement, by: Any, *, is_public: bool) -> None:
    """Public, or for the office and those who speak for a party; who is no party any more loses sight of it."""
    set_visibility(audience, Visibility.PUBLIC if is_public else Visibility.PRIVATE)
    theirs = [] if is_public else [*the_office(), *Group.objects.filter(organisation__in=agreement.parties.all())]
    held = list(Group.objects.filter(pk__in=audience.group_grants.values("group")))
    for group in theirs:
        if group not in held:
            give("see", to=group, on=audience, by=by)
    for group in held:
        if group not in theirs:
            take("see", of=group, on=audience, by=by)
