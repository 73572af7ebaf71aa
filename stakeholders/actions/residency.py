"""Residents of an RW: asked for by the member, confirmed by those who know, ended when somebody moves."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.models import Area
from commons.models.epoch import raise_epoch
from mail.actions import message, post
from stakeholders.models import RW_KIND, Membership, Organisation, Residency

State = Residency.State


@transaction.atomic
def ask_for_residency(*, person: Any, area: Area) -> Residency:
    """Ask to be confirmed as resident of an RW; those who speak for it hear of it. Locks the person's account.

    Raises:
        Refused: confirmed there already, or another request waits.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)
    mine = Residency.objects.filter(person=person)
    if mine.confirmed().filter(area=area).exists():
        raise Refused(_("Domisili Anda di RW ini sudah dikonfirmasi."))
    if mine.open().exists():
        raise Refused(_("Permintaan Anda masih menunggu. Tarik dulu bila ingin memilih RW lain."))
    residency = Residency.objects.create(person=person, area=area, asked_at=timezone.now())
    post(
        message(
            "stakeholders.residency_asked",
            key=f"stakeholders.residency_asked:{residency.pk}:{one.person_id}",
            to=one.person,
            about=residency,
        )
        for one in confirmers_of(area).exclude(person=person).select_related("person").distinct()
    )
    return residency


def confirmers_of(area: Area) -> Any:
    """Those who speak for the RW: a member of its verified organisation each."""
    of_the_rw = {"organisation__state": Organisation.State.VERIFIED, "organisation__kind": RW_KIND}
    return Membership.objects.active().filter(organisation__areas=area, **of_the_rw)


@transaction.atomic
def confirm_residency(*, residency: Residency, by: Any) -> Residency:
    """From now the person is a resident of this RW, and of no other: moving ends the old one. Locks the account."""
    residency = _locked(residency, by)
    old = Residency.objects.confirmed().filter(person=residency.person)
    old.update(state=State.ENDED, ended_at=timezone.now(), changed_by=by)
    _decide(residency, State.CONFIRMED, by=by)
    raise_epoch()
    return residency


@transaction.atomic
def decline_residency(*, residency: Residency, by: Any, reason: str) -> Residency:
    """Not confirmed, with the reason that the person reads. Locks the account."""
    residency = _locked(residency, by)
    return _decide(residency, State.DECLINED, by=by, reason=reason)


def _locked(residency: Residency, by: Any) -> Residency:
    get_user_model().objects.select_for_update(no_key=True).get(pk=residency.person_id)
    rows = Residency.objects.select_for_update(of=("self",)).select_related("person", "area")
    residency = rows.get(pk=residency.pk)
    ensure(by, "stakeholders.confirm_residency", residency)
    if residency.person.is_gone:
        raise Refused(_("Akun yang meminta sudah ditutup."))
    return residency


def _decide(residency: Residency, state: str, *, by: Any, reason: str = "") -> Residency:
    residency.state, residency.decided_at, residency.reason = state, timezone.now(), reason
    residency.decided_by = residency.changed_by = by
    residency.save(update_fields=["state", "decided_at", "decided_by", "changed_by", "reason"])
    key = f"stakeholders.residency_decided:{residency.pk}"
    post([message("stakeholders.residency_decided", key=key, to=residency.person, about=residency)])
    return residency


@transaction.atomic
def end_residency(*, residency: Residency, by: Any, reason: str = "") -> Residency:
    """The person has moved away, or takes the request back; or the office ends what is no longer true, of which the
    person hears. Locks the account.
    """
    get_user_model().objects.select_for_update(no_key=True).get(pk=residency.person_id)
    residency = Residency.objects.select_for_update().get(pk=residency.pk)
    ensure(by, "stakeholders.end_residency", residency)
    residency.state, residency.ended_at = State.ENDED, timezone.now()
    residency.changed_by, residency.reason = by, reason
    residency.save(update_fields=["state", "ended_at", "changed_by", "reason"])
    if by.pk != residency.person_id:
        key = f"stakeholders.residency_decided:{residency.pk}:ended"
        post(
            [message("stakeholders.residency_decided", key=key, to=residency.person, about=residency, what=State.ENDED)]
        )
    raise_epoch()
    return residency
