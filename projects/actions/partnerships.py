"""Organisations are invited to a project, answer, and leave it: the grant goes with each step, in its transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activity.actions import begin_to_follow, record
from commitments.actions import make_commitment, withdraw_promises_of
from commons.access import Refused, ensure
from commons.audience import give, take
from commons.calendar import today
from projects.actions.locking import locked
from projects.models import Partnership, Project
from stakeholders.models import Organisation


@transaction.atomic
def invite_partner(
    *,
    project: Project,
    organisation: Organisation,
    by: Any,
    role: str,
    contribution: str = "",
    amount: int | None = None,
    unit: str = "",
    amount_idr: int | None = None,
    due_on: date | None = None,
) -> Partnership:
    """Ask a verified organisation to join. Its people may see the project from now on: one must be able to read what
    one is asked to join. Locks the project.

    Raises:
        Refused: not verified, or already invited or a partner.
    """
    project = locked(project.pk)
    ensure(by, "projects.invite_partner", project)
    if not Organisation.objects.verified().filter(pk=organisation.pk).exists():  # as it is now, not as it was chosen
        raise Refused(_("Hanya organisasi terverifikasi yang dapat diundang."), obj=project)
    if project.partnerships.current().filter(organisation=organisation).exists():
        raise Refused(_("Organisasi ini sudah diundang atau sudah bermitra."), obj=project)
    partnership = Partnership.objects.create(
        project=project,
        organisation=organisation,
        role=role,
        contribution=contribution,
        amount=amount,
        unit=unit,
        amount_idr=amount_idr,
        due_on=due_on,
        invited_by=by,
    )
    record("projects.partner_invited", actor=by, target=partnership, thread=project.thread,
           to=[("invited", organisation.group)])  # fmt: skip
    give("see", to=organisation.group, on=project.audience, by=by)
    return partnership


@transaction.atomic
def answer_partnership(
    *, partnership: Partnership, by: Any, accept: bool, reason: str = "", promise: Mapping[str, Any] | None = None
) -> Partnership:
    """Accepting adds the right to post, and what is promised with it becomes a commitment of the organisation, in the
    name of whoever answers. Declining takes back what the invitation gave. Locks the project.

    `promise` holds what, amount and day; without one it is what the invitation asks for. An empty one promises nothing.
    """
    project = locked(partnership.project_id)
    partnership = project.partnerships.select_related("organisation__group", "invited_by").get(pk=partnership.pk)
    partnership.project = project
    ensure(by, "projects.answer_partnership", partnership)
    partnership.state = Partnership.State.ACCEPTED if accept else Partnership.State.DECLINED
    partnership.answered_by, partnership.answered_at, partnership.reason = by, timezone.now(), reason
    partnership.save(update_fields=["state", "answered_by", "answered_at", "reason"])
    group = partnership.organisation.group
    verb = "projects.partnership_accepted" if accept else "projects.partnership_declined"
    record(verb, actor=by, target=partnership, thread=project.thread, acting_as=group,
           to=[("asked", partnership.invited_by), ("asked", project.coordinator)])  # fmt: skip
    if accept:
        begin_to_follow(by, project.thread)
        _promise(partnership, by, _as_asked(partnership) if promise is None else promise)
        give("post_status", to=group, on=project, by=by)
    else:
        take("see", of=group, on=project.audience, by=by)
    return partnership


def _as_asked(partnership: Partnership) -> dict[str, Any]:
    """A day that has passed while the invitation waited is nobody's promise: its owner names another."""
    asked = partnership.asked_for
    return asked | {"due_on": None} if asked["due_on"] and asked["due_on"] < today() else asked


def _promise(partnership: Partnership, by: Any, promise: Mapping[str, Any]) -> None:
    if promise["what"]:
        project = partnership.project
        make_commitment(by=by, place=project.thread, source=partnership, organisation=partnership.organisation,
                        person=by, keeper=project.coordinator, **promise)  # fmt: skip


@transaction.atomic
def end_partnership(*, partnership: Partnership, by: Any, reason: str = "", seen: str = "") -> Partnership:
    """Its rights are gone at once, its history stays, and what it did not keep is withdrawn. Locks the project. An open
    invitation is withdrawn.

    The organisation is told on its own thread, in words that do not name the project: it may be one they can't see now.

    Raises:
        Refused: it was an invitation when it was shown (`seen`, its state), and has been accepted since.
    """
    project = locked(partnership.project_id)
    partnership = project.partnerships.select_related("organisation__group", "organisation__thread").get(
        pk=partnership.pk
    )
    partnership.project = project
    ensure(by, "projects.end_partnership", partnership)
    if seen and seen != partnership.state:
        raise Refused(_("Organisasi ini baru saja menerima undangan. Periksa lagi halamannya."), obj=partnership)
    was_partner = partnership.state == Partnership.State.ACCEPTED
    partnership.state, partnership.ended_at, partnership.reason = Partnership.State.ENDED, timezone.now(), reason
    partnership.save(update_fields=["state", "ended_at", "reason"])
    organisation = partnership.organisation
    withdraw_promises_of(partnership, by=by, reason=reason or _("Kemitraan berakhir."))
    told, told_own = (
        ("projects.partnership_ended", "projects.own_partnership_ended")
        if was_partner
        else ("projects.invitation_withdrawn", "projects.own_invitation_withdrawn")
    )
    record(told, actor=by, target=partnership, thread=project.thread,
           acting_as=organisation.group, to=[("concerned", project.coordinator)])  # fmt: skip
    record(told_own, actor=by, target=partnership, thread=organisation.thread,
           to=[("concerned", organisation.group)])  # fmt: skip
    take("post_status", of=organisation.group, on=project, by=by)
    take("see", of=organisation.group, on=project.audience, by=by)
    return partnership
