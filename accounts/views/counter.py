"""The counter, and the door for those who have a phone number only."""

from typing import Any

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts import actions, proof, queries, sessions
from accounts.forms.counter import AssistedForm, PhoneSignInForm
from accounts.guards import OwnRequest
from commons.access import Refused, access, public, signed_in
from commons.acting import fill_then_act
from commons.limits import limit
from commons.paging import page
from commons.paths import is_ours


@require_safe
@access("accounts.open_for_others")
def assisted_list(request: OwnRequest) -> HttpResponse:
    """Who was helped, the newest in front."""
    context = {"page": page(queries.assisted(), by=("-pk",), request=request)}
    return render(request, "accounts/assisted_list.html", context)


@access("accounts.open_for_others")
@limit("60/h")
def assisted_open(request: OwnRequest) -> HttpResponse:
    form = AssistedForm(request.POST if request.method == "POST" else None)

    def deed() -> str:
        person = actions.open_account(by=request.user, **form.facts())
        return reverse("accounts:assisted_detail", args=[person.pk])

    return fill_then_act(
        request,
        form,
        deed,
        template="accounts/assisted_form.html",
        back=request.path,
        said=_("Akun dibuka. Cetak slipnya sekarang."),
    )


@require_safe
@access("accounts.open_for_others")
def assisted_detail(request: OwnRequest, pk: int) -> HttpResponse:
    """Who was helped, by whom, every slip there was; and the way to a new one."""
    person = get_object_or_404(queries.assisted(), pk=pk)
    slips = person.slips.select_related("made_by").order_by("-pk")[:20]
    return render(request, "accounts/assisted_detail.html", {"person": person, "slips": slips})


@access("accounts.open_for_others")
@limit("60/h")
def slip_make(request: OwnRequest, pk: int) -> HttpResponse:
    """The question; and the slip itself, on the answer alone: nothing keeps its code to show it again."""
    person = get_object_or_404(queries.assisted(), pk=pk)
    context: dict[str, Any] = {"person": person}
    if request.method == "POST":
        try:
            context["code"] = actions.make_slip(person=person, by=request.user)
        except Refused as refusal:
            context["refusal"] = refusal.reason
    response = render(request, "accounts/slip.html", context, status=422 if "refusal" in context else 200)
    response["Cache-Control"] = "no-store"
    return response


@public
@sensitive_post_parameters("code", "password")
@limit("60/m")
def slip_sign_in(request: HttpRequest) -> HttpResponse:
    """Phone number and slip, once; or phone number and password."""
    form = PhoneSignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.user is not None:
        sessions.remember_computer(request, is_shared=form.cleaned_data["shared"])
        record_authentication(request, form.user, form.method)
        response = perform_login(
            request,
            Login(user=form.user, email_verification=EmailVerificationMethod.NONE, redirect_url=_next(request, form)),
        )
        response.status_code = 303 if response.status_code == 302 else response.status_code
        return response
    return render(request, "accounts/slip_sign_in.html", {"form": form}, status=422 if form.is_bound else 200)


def _next(request: HttpRequest, form: PhoneSignInForm) -> str:
    """After a slip to where one sets a way in of one's own; else where one wanted to go."""
    asked = request.GET.get("next", "")
    if form.method == "slip":
        return reverse("accounts:way_in")
    return asked if is_ours(asked) else "/"


@require_safe
@signed_in
def way_in(request: OwnRequest) -> HttpResponse:
    """How one gets in next time: set a password, or add an address. Without a fresh proof: a new slip first."""
    context = {"person": request.user, "is_fresh": proof.is_fresh(request)}
    return render(request, "accounts/way_in.html", context)
