"""An organisation's way through the directory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activity.actions import follow, unfollow
from activity.queries import follow_level
from commons import drafts
from commons.access import access, can
from commons.acting import ask_then_act, edit
from commons.contributions import panels
from commons.limits import limit
from stakeholders import actions, queries
from stakeholders.forms import OrganisationEditForm
from stakeholders.models import Organisation


@require_safe
@access("stakeholders.read", to=Organisation)
def organisation_detail(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    shown = queries.profile(organisation, request.user)
    context = {
        "organisation": organisation,
        "profile": shown,
        "linked_data": queries.linked_data(organisation, shown) if organisation.is_verified else None,
        "people": queries.shown_people(organisation, request.user),
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
        question=(_("Berhenti mengikuti %(name)s?") if followed else _("Ikuti %(name)s?")) % {"name": organisation},
        button=_("Ikuti") if not followed else _("Berhenti mengikuti"),
        back=organisation.get_absolute_url(),
    )
