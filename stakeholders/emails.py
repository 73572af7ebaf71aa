"""The mails of the registry that no activity tells."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mail import tokens
from mail.composing import Letter, Withheld
from mail.letters import letter
from mail.models import Message
from stakeholders.models import RW_KIND, Invitation, JoinRequest, Membership, Organisation, Residency

INVITATION = "stakeholders.invitation"


def invitation(message: Message) -> Letter:
    """To an address that may have no account yet: who invites, for what, until when, and one button."""
    invited = Invitation.objects.select_related("organisation", "invited_by").filter(pk=message.about_id).first()
    if invited is None or not invited.is_open or not invited.organisation.is_verified:
        raise Withheld("no longer open")
    life = invited.expires_at - message.created_at
    token = tokens.mint(message.kind, address=message.address, target=invited, life=life)
    return letter(
        "stakeholders/mail/invitation",
        {"invitation": invited, "path": f"/undangan/{token}/"},
        _("Undangan mewakili %(org)s") % {"org": invited.organisation.name},
        why=_why_invited(invited),
    )


def _why_invited(invited: Invitation) -> str:
    """Whoever invited may have closed the account since."""
    if invited.invited_by is None:
        return _("Anda menerima surel ini karena alamat ini diundang.")
    return _("Anda menerima surel ini karena %(person)s mengundang alamat ini.") % {"person": invited.invited_by}


def join_asked(message: Message) -> Letter:
    """To a manager: who asks, and the way to answer. Whoever manages it no longer is told nothing any more."""
    requests = JoinRequest.objects.select_related("organisation", "person")
    request = requests.filter(pk=message.about_id or 0).first()
    if request is None or not request.is_open or request.person.is_gone or not request.organisation.is_verified:
        raise Withheld("no longer open")
    managers = Membership.objects.active().managers().filter(organisation=request.organisation)
    if not managers.filter(person=message.person_id).exists():
        raise Withheld("no longer a manager")
    path = reverse("stakeholders:join_answer", args=[request.organisation_id, request.pk])
    subject = _("%(person)s ingin bergabung dengan %(org)s") % {
        "person": request.person,
        "org": request.organisation.name,
    }
    why = _("Anda menerima surel ini karena Anda mengelola %(org)s.") % {"org": request.organisation.name}
    return letter("stakeholders/mail/join_asked", {"request": request, "path": path}, subject, why=why)


def residency_asked(message: Message) -> Letter:
    """To those who speak for the RW: who asks to be confirmed, and the way there."""
    residency = Residency.objects.select_related("person", "area").filter(pk=message.about_id or 0).first()
    if residency is None or not residency.is_open or residency.person.is_gone:
        raise Withheld("no longer open")
    speaks = Organisation.objects.represented_by(message.person).filter(kind=RW_KIND, areas=residency.area_id)
    if not speaks.exists():
        raise Withheld("speaks for this RW no longer")
    path = reverse("stakeholders:residency_answer", args=[residency.pk])
    subject = _("%(person)s meminta konfirmasi domisili") % {"person": residency.person}
    why = _("Anda menerima surel ini karena Anda mewakili pengurus %(rw)s.") % {"rw": residency.area}
    return letter("stakeholders/mail/residency_asked", {"residency": residency, "path": path}, subject, why=why)


def residency_decided(message: Message) -> Letter:
    """To whoever asked: confirmed, or why not; or that the office has ended it, or closed what was asked for."""
    residency = Residency.objects.select_related("person", "area").filter(pk=message.about_id or 0).first()
    state = Residency.State
    said = (
        {state.ENDED: _ended(residency)}
        if message.data.get("what") == state.ENDED
        else {
            state.CONFIRMED: _("Domisili Anda sudah dikonfirmasi"),
            state.DECLINED: _("Domisili Anda belum dikonfirmasi"),
        }
    )
    if residency is None or residency.state not in said:
        raise Withheld("no longer true")
    context = {"residency": residency, "path": reverse("stakeholders:residency_detail")}
    why = _("Anda menerima surel ini karena Anda meminta konfirmasi domisili.")
    return letter("stakeholders/mail/residency_decided", context, said[state(residency.state)], why=why)


def _ended(residency: Residency | None) -> str:
    if residency is not None and not residency.was_confirmed:
        return _("Permintaan domisili Anda ditutup")
    return _("Domisili Anda tidak berlaku lagi")
