"""Who stands in for the leader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import actions
from approvals.forms import DeputyForm
from approvals.models import Deputy
from commons import formats
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.limits import limit
from commons.paging import page


@require_safe
@access("approvals.set_deputy")
def deputy_list(request: HttpRequest) -> HttpResponse:
    found = Deputy.objects.for_page(request.user)
    return render(request, "approvals/deputy_list.html", {"page": page(found, by=("-from_on", "-pk"), request=request)})


@access("approvals.set_deputy")
@limit("20/h")
def deputy_create(request: HttpRequest) -> HttpResponse:
    form = DeputyForm(request.POST or None)
    back = reverse("approvals:deputy_list")

    def deed() -> str:
        actions.set_deputy(by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="approvals/deputy_form.html",
        context={"back": back},
        back=request.path,
        said=_("Pelaksana ditetapkan."),
    )


@access("approvals.end_deputy", to=Deputy)
def deputy_end(request: HttpRequest, deputy: Deputy) -> HttpResponse:
    back = reverse("approvals:deputy_list")

    def deed() -> str:
        actions.end_deputy(deputy=deputy, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Akhiri masa tugas %(who)s?") % {"who": deputy.person},
        detail=_("%(deputy)s sampai %(date)s. Haknya memutuskan berakhir saat ini juga.")
        % {"deputy": deputy, "date": formats.long_date(deputy.to_on)},
        button=_("Akhiri"),
        back=back,
        said=_("Masa tugas diakhiri."),
        danger=True,
    )
