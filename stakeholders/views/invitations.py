"""Inviting addresses to speak for an organisation, and accepting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commons.access import access, public, signed_in
from commons.acting import act, ask_then_act, fill_then_act
from commons.limits import limit
from mail import tokens
from stakeholders import actions
from stakeholders.emails import INVITATION
from stakeholders.membership_forms import InvitationsForm
from stakeholders.models import Invitation, Organisation


@access("stakeholders.invite_representative", to=Organisation)
@limit("20/h")
def invitation_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = InvitationsForm(request.POST or None)
    people = organisation.people_url()

    def deed() -> str:
        found = actions.invite_representatives(organisation=organisation, by=request.user, **form.facts())
        _say(request, found)
        return people

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/invitation_form.html",
        context={"organisation": organisation},
        back=people,
    )


def _say(request: HttpRequest, found: actions.Invited) -> None:
    """What came of each address."""
    if found.new:
        names = ", ".join(one.email for one in found.new)
        messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": names})
    if found.renewed:
        names = ", ".join(one.email for one in found.renewed)
        messages.info(request, _("Sudah diundang, jadi dikirim lagi: %(email)s.") % {"email": names})
    if found.already:
        said = ngettext(
            "Sudah mewakili organisasi: %(email)s.", "Sudah mewakili organisasi: %(email)s.", len(found.already)
        )
        messages.info(request, said % {"email": ", ".join(found.already)})


@access("stakeholders.invite_representative", to=Invitation, within=Organisation)
@limit("20/h")
def invitation_resend(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    people = invitation.organisation.people_url()

    def deed() -> str:
        actions.resend_invitation(invitation=invitation, by=request.user)
        return people

    return ask_then_act(
        request,
        deed,
        question=_("Kirim ulang undangan?"),
        detail=_("Tautan baru untuk %(email)s berlaku tujuh hari. Tautan yang lama tidak berlaku lagi.")
        % {"email": invitation.email},
        button=_("Kirim ulang"),
        back=people,
        said=_("Undangan dikirim lagi ke %(email)s.") % {"email": invitation.email},
    )


@access("stakeholders.invite_representative", to=Invitation, within=Organisation)
def invitation_revoke(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    people = invitation.organisation.people_url()

    def deed() -> str:
        actions.revoke_invitation(invitation=invitation, by=request.user)
        return people

    return ask_then_act(
        request,
        deed,
        question=_("Batalkan undangan?"),
        detail=_("Tautan di surel untuk %(email)s tidak berlaku lagi.") % {"email": invitation.email},
        button=_("Batalkan undangan"),
        back=people,
        said=_("Undangan dibatalkan."),
        danger=True,
    )


@require_safe
@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail. It shows the invitation; only signing in with the invited address leads to accepting it."""
    found = tokens.find(token, INVITATION)
    invitation = found.target if found else None
    if invitation is None or not invitation.is_open or not invitation.organisation.is_verified:
        return render(request, "stakeholders/invitation_gone.html", status=404)
    if (
        request.user.is_authenticated
        and Invitation.objects.addressed_to(request.user).filter(pk=invitation.pk).exists()
    ):
        return redirect("stakeholders:invitation_answer", invitation.pk)
    return render(request, "stakeholders/invitation_accept.html", {"invitation": invitation})


@signed_in
def invitation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    open_ones = Invitation.objects.addressed_to(request.user).select_related("organisation", "invited_by")
    invitation = get_object_or_404(open_ones, pk=pk)
    organisation = invitation.organisation
    if request.method == "POST":

        def deed() -> str:
            actions.accept_invitation(invitation=invitation, person=request.user)
            return organisation.get_absolute_url()

        said = _("Anda kini mewakili %(name)s.") % {"name": organisation}
        return act(request, deed, back=organisation.get_absolute_url(), said=said)
    return render(request, "stakeholders/invitation_answer.html", {"invitation": invitation})
