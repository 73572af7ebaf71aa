"""Members ask to speak for an organisation; its managers decide."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import record
from commons.access import Refused, ensure
from mail.actions import message, post
from stakeholders.actions.memberships import join
from stakeholders.models import JoinRequest, Membership, Organisation

State = JoinRequest.State


@transaction.atomic
def ask_to_join(*, organisation: Organisation, person: Any, note: str = "") -> JoinRequest:
    """Ask; asked again while it waits, it is the same request. Its managers hear of it. Locks the organisation."""
    organisation = Organisation.objects.held().get(pk=organisation.pk)
    ensure(person, "stakeholders.ask_to_join", organisation)
    request, is_new = JoinRequest.objects.get_or_create(
        organisation=organisation,
        person=person,
        state=State.ASKED,
        defaults={"note": note, "asked_at": timezone.now()},
    )
    if is_new:
        managers = organisation.memberships.active().managers().select_related("person")
        post(
            message(
                "stakeholders.join_asked",
                key=f"stakeholders.join_asked:{request.pk}:{one.person_id}",
                to=one.person,
                about=request,
            )
            for one in managers
        )
    return request


@transaction.atomic
def answer_join_request(
    *,
    request: JoinRequest,
    by: Any,
    accept: bool,
    role: str = Membership.Role.REPRESENTATIVE,
    title: str = "",
    reason: str = "",
) -> JoinRequest:
    """A manager lets the person in, or says why not; the person is told. Locks the organisation and the request.

    Raises:
        Refused: answered or withdrawn meanwhile; the person's account is closed.
    """
    organisation = Organisation.objects.held().get(pk=request.organisation_id)
    request = JoinRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    ensure(by, "stakeholders.answer_join_request", request)
    if accept and (request.person.is_gone or not request.person.is_active):
        raise Refused(_("Akun yang meminta sudah ditutup."), obj=organisation)
    _decide(request, State.ACCEPTED if accept else State.DECLINED, by=by, reason="" if accept else reason)
    if accept:
        join(organisation=organisation, person=request.person, role=role, title=title, by=by)
    verb = "stakeholders.join_accepted" if accept else "stakeholders.join_declined"
    record(verb, actor=by, target=request, thread=organisation.thread, to=[("concerned", request.person)])
    return request


@transaction.atomic
def withdraw_join_request(*, request: JoinRequest, by: Any) -> JoinRequest:
    """A change of mind of whoever asked; what was mailed about it stays here. Locks the request."""
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    ensure(by, "stakeholders.withdraw_join_request", request)
    return _decide(request, State.WITHDRAWN, by=by)


def _decide(request: JoinRequest, state: str, *, by: Any, reason: str = "") -> JoinRequest:
    request.state, request.decided_at, request.decided_by, request.reason = state, timezone.now(), by, reason
    request.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    return request
