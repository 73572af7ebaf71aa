"""Who speaks for an organisation: inviting, accepting, changing, leaving."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access, public, signed_in
from commons.acting import act, ask_then_act
from commons.limits import limit
from mail import tokens
from stakeholders import actions, queries
from stakeholders.actions.memberships import PURPOSE
from stakeholders.forms import RepresentativeInvitationForm, RoleForm
from stakeholders.models import Invitation, Membership, Organisation


@require_safe
@access("stakeholders.read_people", to=Organisation)
def membership_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "memberships": queries.people_of(organisation),
        "invitations": queries.open_invitations(organisation),
    }
    return render(request, "stakeholders/membership_list.html", context)


@access("stakeholders.invite_representative", to=Organisation)
@limit("20/h")
def invitation_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = RepresentativeInvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people = organisation.people_url()

        def deed() -> str:
            actions.invite_representative(organisation=organisation, by=request.user, **form.facts())
            return people

        said = _("Undangan dikirim ke %(email)s.") % {"email": form.cleaned_data["email"]}
        return act(request, deed, back=people, said=said)
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form}
    return render(request, "stakeholders/invitation_form.html", context, status=status)


@access("stakeholders.end_membership", to=Membership, within=Organisation)
def membership_end(request: HttpRequest, membership: Membership) -> HttpResponse:
    mine = membership.person_id == request.user.pk
    organisation = membership.organisation

    def deed() -> str:
        actions.end_membership(membership=membership, by=request.user)
        return organisation.get_absolute_url() if mine else organisation.people_url()

    return ask_then_act(
        request,
        deed,
        question=_("Berhenti mewakili %(name)s?") % {"name": organisation}
        if mine
        else _("Lepas %(person)s dari %(name)s?") % {"person": membership.person, "name": organisation},
        detail=_("Hak yang datang dari organisasi ini berakhir saat itu juga. Tulisan lama tetap ada."),
        button=_("Berhenti mewakili") if mine else _("Lepas"),
        back=organisation.people_url(),
        said=_("Keanggotaan berakhir."),
        danger=True,
    )


@access("stakeholders.change_role", to=Membership, within=Organisation)
def membership_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    people = membership.organisation.people_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
            return people

        return act(request, deed, back=people, said=_("Peran diubah."))
    status = 422 if request.method == "POST" else 200
    context = {"membership": membership, "form": form}
    return render(request, "stakeholders/role_form.html", context, status=status)


@access("stakeholders.invite_representative", to=Invitation, within=Organisation)
def invitation_revoke(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    people = invitation.organisation.people_url()

    def deed() -> str:
        actions.revoke_invitation(invitation=invitation, by=request.user)
        return people

    return ask_then_act(
        request,
        deed,
        question=_("Batalkan undangan untuk %(email)s?") % {"email": invitation.email},
        detail=_("Tautan di surelnya tidak berlaku lagi."),
        button=_("Batalkan undangan"),
        back=people,
        said=_("Undangan dibatalkan."),
        danger=True,
    )


@require_safe
@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail. It shows the invitation; only signing in with the invited address leads to accepting it."""
    found = tokens.find(token, PURPOSE)
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
