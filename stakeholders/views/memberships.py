"""Who speaks for an organisation: the list, roles, leaving, the history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons.access import access
from commons.acting import fill_then_act
from commons.contributions import handovers
from commons.limits import limit
from commons.paging import page
from stakeholders import actions, queries
from stakeholders.membership_forms import LeavingForm, RoleForm
from stakeholders.models import Membership, Organisation


@require_safe
@access("stakeholders.read_people", to=Organisation)
def membership_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "memberships": queries.people_of(organisation),
        "invitations": queries.open_invitations(organisation),
        "requests": queries.open_requests(organisation),
        "past": queries.past_people(organisation),
    }
    return render(request, "stakeholders/membership_list.html", context)


@require_safe
@access("stakeholders.read_role_history", to=Organisation)
def role_history(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who got, changed and lost which role, by whom: the database writes it, and nobody can change it."""
    found = page(queries.role_history(organisation), by=("-pk",), request=request)
    context = {"organisation": organisation, "page": found, "entries": list(queries.history_entries(found.rows))}
    return render(request, "stakeholders/role_history.html", context)


@access("stakeholders.end_membership", to=Membership, within=Organisation)
@limit("60/h")
def membership_end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What stands in the person's name, who goes on as manager where it is the last one, and the button."""
    mine, organisation = membership.person_id == request.user.pk, membership.organisation
    is_last, successors = queries.is_last_manager(membership), queries.successors(membership)
    posted = request.POST if request.method == "POST" else None
    form = LeavingForm(posted, successors=successors, must_name=is_last)
    names = {"person": membership.person, "name": organisation}
    said = _("Anda tidak lagi mewakili %(name)s.") if mine else _("%(person)s tidak lagi mewakili %(name)s.")

    def deed() -> str:
        actions.end_membership(membership=membership, by=request.user, **form.facts())
        return organisation.get_absolute_url() if mine else organisation.people_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/membership_end.html",
        context=lambda: {
            "membership": membership,
            "organisation": organisation,
            "mine": mine,
            "is_last": is_last,
            "is_alone": is_last and not successors.exists(),
            "handovers": handovers(membership.person, organisation, request.user),
        },
        back=organisation.people_url(),
        said=said % names,
    )


@access("stakeholders.change_role", to=Membership, within=Organisation)
@limit("60/h")
def membership_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    initial = {"role": membership.role, "title": membership.title}
    form = RoleForm(request.POST or None, initial=initial)
    people = membership.organisation.people_url()

    def deed() -> str:
        actions.change_role(membership=membership, by=request.user, **form.facts())
        return people

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/role_form.html",
        context={"membership": membership},
        back=people,
        said=_("Peran diubah."),
    )
