"""One's own pages, and the page that others see."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import actions, proof, queries, sessions
from accounts.forms.own import LeaveForm, ProfileForm, ProofCodeForm
from accounts.guards import OwnRequest, fresh
from accounts.models import User
from commons.access import Refused, public, signed_in
from commons.acting import ask_then_act
from commons.contributions import handovers, panels
from commons.htmx import see_other
from commons.paths import is_ours
from mail.queries import is_refused


@require_safe
@signed_in
def account_detail(request: OwnRequest) -> HttpResponse:
    """The way to one's pages, and what higher apps show of one's own things."""
    context = {
        "rows": panels("accounts.account_row", request.user, request.user),
        "panels": panels("accounts.account", request.user, request.user),
        "is_refused": is_refused(request.user.email),
        "slip": queries.first_slip(request.user),
    }
    return render(request, "accounts/account_detail.html", context)


@signed_in
def profile_edit(request: OwnRequest) -> HttpResponse:
    """Who one is, what others see of it, how the site speaks and looks."""
    person = get_object_or_404(User, pk=request.user.pk)
    form = ProfileForm(_posted(request), instance=person)
    if form.is_valid():
        actions.change_profile(person=person, written=form.cleaned_data)
        messages.success(request, _("Profil Anda tersimpan."))
        response = see_other(reverse("accounts:profile_edit"))
        sessions.speak(response, person.language)
        return response
    return render(request, "accounts/profile_form.html", {"form": form}, status=_status(form))


@require_safe
@signed_in
def privacy_edit(request: OwnRequest) -> HttpResponse:
    """Consents, the copy of my data, how others see me, and the way out."""
    person = request.user
    context = {
        "person": person,
        "consents": person.consents.all(),
        "has_agreed": person.consents.to_present_notice().exists(),
        "version": settings.PRIVACY_VERSION,
        "copies": queries.copies(person)[:3],
    }
    return render(request, "accounts/privacy_edit.html", context)


@signed_in
def consent_give(request: OwnRequest) -> HttpResponse:
    """To the notice as it reads today."""
    if request.method == "POST":
        actions.give_consent(person=request.user, version=settings.PRIVACY_VERSION, language=_language())
        messages.success(request, _("Persetujuan Anda tersimpan."))
    return see_other(reverse("accounts:privacy_edit"))


@signed_in
@fresh
def data_copy(request: OwnRequest) -> HttpResponse:
    """Ask for the copy of my data: made in the background, and told by mail."""
    if request.method == "POST":
        actions.ask_for_copy(person=request.user)
        messages.success(request, _("Salinan data sedang dibuat. Kami kirim surel begitu siap."))
        return see_other(reverse("accounts:privacy_edit"))
    return render(request, "accounts/data_copy.html")


@signed_in
@fresh
def account_leave(request: OwnRequest) -> HttpResponse:
    """Ask to be erased."""
    return _leave(request, withdraws_consent=False)


@signed_in
@fresh
def consent_withdraw(request: OwnRequest) -> HttpResponse:
    """Without the consent there is no account: withdrawing it is asking to be erased."""
    return _leave(request, withdraws_consent=True)


def _leave(request: OwnRequest, *, withdraws_consent: bool) -> HttpResponse:
    form = LeaveForm(_posted(request))
    if form.is_valid():
        try:
            actions.leave(person=request.user, withdraws_consent=withdraws_consent)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return see_other(reverse("accounts:account_stay"))
    held = handovers(request.user, None, request.user)
    context = {"form": form, "withdraws": withdraws_consent, "person": request.user, "handovers": held}
    return render(request, "accounts/account_leave.html", context, status=_status(form))


@signed_in
def account_stay(request: OwnRequest) -> HttpResponse:
    """When the account goes; and the button of those who changed their mind."""
    if request.user.leaves_at is None:
        return see_other(reverse("accounts:privacy_edit"))
    if request.method == "POST":
        actions.stay(person=request.user, language=_language())
        messages.success(request, _("Akun Anda tetap ada."))
        return see_other(reverse("accounts:privacy_edit"))
    has_agreed = request.user.consents.to_present_notice().exists()
    return render(request, "accounts/account_stay.html", {"person": request.user, "has_agreed": has_agreed})


@signed_in
def device_list(request: OwnRequest) -> HttpResponse:
    """Where one is signed in; the button ends all but this one."""
    if request.method == "POST":
        sessions.end_others(request, request.user)
        messages.success(request, _("Perangkat lain sudah dikeluarkan."))
        return see_other(reverse("usersessions_list"))
    devices = queries.devices(request.user, current=request.session.session_key or "")
    return render(request, "usersessions/usersession_list.html", {"devices": devices})


@signed_in
def device_end(request: OwnRequest, pk: int) -> HttpResponse:
    """One device is signed out."""
    device = get_object_or_404(UserSession, pk=pk, user=request.user)
    back = reverse("usersessions_list")

    def deed() -> str:
        device.end()
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Keluarkan %(device)s?") % {"device": queries.device_name(device.user_agent)},
        detail=_("Siapa pun yang memakai perangkat itu harus masuk lagi."),
        button=_("Keluarkan"),
        back=back,
        said=_("Perangkat itu sudah dikeluarkan."),
    )


@signed_in
def proof_code(request: OwnRequest) -> HttpResponse:
    """Prove by a mailed code who sits here, then go on."""
    to = request.GET.get("next", "")
    to = to if is_ours(to) else reverse("accounts:account_detail")
    if request.method == "POST" and "send" in request.POST:
        if not proof.send_code(request, request.user):
            messages.error(request, _("Terlalu banyak kode diminta. Tunggu 15 menit, lalu coba lagi."))
        return see_other(f"{request.path}?{urlencode({'next': to})}")
    form = ProofCodeForm(request, request.user, _posted(request))
    if form.is_valid():
        return see_other(to)
    context = {"form": form, "is_asked": proof.is_asked(request), "address": request.user.email}
    return render(request, "accounts/proof_code.html", context, status=_status(form))


@require_safe
@public
def person_detail(request: HttpRequest, handle: str) -> HttpResponse:
    """Only what the person opened; the hidden and those who are not there are answered alike."""
    person = get_object_or_404(User.objects.listed().select_related("area"), handle=handle)
    context = {"person": person, "panels": panels("accounts.person", person, request.user)}
    return render(request, "accounts/person_detail.html", context)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
