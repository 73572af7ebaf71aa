"""The directory, and an organisation's way through it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activity.actions import follow, unfollow
from activity.queries import follow_level
from commons import drafts
from commons.access import access, can, public
from commons.acting import act, ask_then_act, edit
from commons.contributions import panels
from commons.limits import limit
from commons.narrowing import narrowing
from commons.paging import page
from stakeholders import actions, queries
from stakeholders.forms import OrganisationEditForm, ReturnForm
from stakeholders.models import Organisation


@require_safe
@public
def organisation_list(request: HttpRequest) -> HttpResponse:
    narrowed = narrowing(request.GET, request.path, queries.chips())
    found = queries.directory(request.user, narrowed)
    context = {
        "page": page(found, by=queries.order(narrowed), request=request),
        "choices": queries.choices(request.user, narrowed),
        "narrowing": narrowed,
    }
    return render(request, "stakeholders/organisation_list.html", context)


@require_safe
@access("stakeholders.read", to=Organisation)
def organisation_detail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    shown = queries.profile(organisation, request.user)
    context = {
        "organisation": organisation,
        "profile": shown,
        "linked_data": queries.linked_data(organisation, shown) if organisation.is_verified else None,
        "people": queries.shown_people(organisation),
        "panels": panels("stakeholders.organisation_detail", organisation, request.user),
    }
    return render(request, "stakeholders/organisation_detail.html", context)


@access("stakeholders.edit_organisation", to=Organisation)
@limit("60/h")
def organisation_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    kind = f"stakeholders.organisation:{organisation.pk}"
    names = not organisation.is_verified or bool(can(request.user, "stakeholders.vouch_for_organisation"))
    draft, facts = drafts.resumed(request, kind), queries.facts_of(organisation)
    form = OrganisationEditForm(request.POST or None, initial=facts, draft=draft, names=names, user=request.user)
    returned = organisation.state == Organisation.State.RETURNED
    return edit(
        request,
        form,
        organisation,
        kind=kind,
        template="stakeholders/organisation_form.html",
        facts=queries.facts_of,
        change=lambda: actions.edit_organisation(organisation=organisation, by=request.user, **form.facts()),
        said=_("Terkirim lagi. Petugas kelurahan akan mengeceknya.") if returned else _("Keterangan disimpan."),
    )


@access("stakeholders.verify_organisation", to=Organisation)
def organisation_verify(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What its people wrote, and the two answers: verify, or return with a reason."""
    if request.method == "POST":
        return act(
            request,
            lambda: actions.verify_organisation(organisation=organisation, by=request.user).get_absolute_url(),
            back=organisation.get_absolute_url(),
            said=_("%(name)s terverifikasi. Perwakilannya diberi tahu.") % {"name": organisation},
        )
    context = {"organisation": organisation, "people": queries.people_of(organisation)}
    return render(request, "stakeholders/organisation_verify.html", context)


@access("stakeholders.return_organisation", to=Organisation)
def organisation_return(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.return_organisation(organisation=organisation, by=request.user, **form.facts())
            return organisation.get_absolute_url()

        said = _("Pendaftaran dikembalikan. Yang mendaftarkan diberi tahu.")
        return act(request, deed, back=organisation.get_absolute_url(), said=said)
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form}
    return render(request, "stakeholders/organisation_return.html", context, status=status)


@access("stakeholders.follow", to=Organisation)
def organisation_follow(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One button for both ways: what is followed is followed no more."""
    followed = follow_level(request.user, organisation.thread) is not None

    def deed() -> str:
        (unfollow if followed else follow)(request.user, organisation.thread)
        return organisation.get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Ikuti %(name)s?") % {"name": organisation} if not followed else _("Berhenti mengikuti?"),
        button=_("Ikuti") if not followed else _("Berhenti mengikuti"),
        back=organisation.get_absolute_url(),
    )


@access("stakeholders.suspend_organisation", to=Organisation)
def organisation_suspend(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.suspend_organisation(organisation=organisation, by=request.user).get_absolute_url(),
        question=_("Bekukan %(name)s?") % {"name": organisation},
        detail=_("Perwakilannya tidak dapat lagi bertindak atas nama organisasi ini. Riwayatnya tetap terbaca."),
        button=_("Bekukan"),
        back=organisation.get_absolute_url(),
        said=_("%(name)s dibekukan. Perwakilannya sudah diberi tahu.") % {"name": organisation},
        danger=True,
    )


@access("stakeholders.reinstate_organisation", to=Organisation)
def organisation_reinstate(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.reinstate_organisation(organisation=organisation, by=request.user).get_absolute_url(),
        question=_("Pulihkan %(name)s?") % {"name": organisation},
        detail=_("Perwakilan aktifnya dapat kembali bertindak atas nama organisasi ini."),
        button=_("Pulihkan"),
        back=organisation.get_absolute_url(),
        said=_("%(name)s aktif kembali.") % {"name": organisation},
    )
