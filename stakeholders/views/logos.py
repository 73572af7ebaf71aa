"""The picture beside an organisation's name, on a page of its own: it is sent as it is chosen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import act, ask_then_act
from commons.limits import limit
from stakeholders import actions
from stakeholders.forms import LogoForm
from stakeholders.models import Organisation


@access("stakeholders.edit_organisation", to=Organisation)
@limit("20/h")
def logo_edit(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = LogoForm(request.POST or None, request.FILES or None, owner=request.user)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            picture = form.cleaned_data["logo"][0]
            return actions.set_logo(organisation=organisation, by=request.user, picture=picture).get_absolute_url()

        return act(request, deed, back=request.path, said=_("Logo diganti."))
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form}
    return render(request, "stakeholders/logo_form.html", context, status=status)


@access("stakeholders.edit_organisation", to=Organisation)
def logo_remove(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return ask_then_act(
        request,
        lambda: actions.set_logo(organisation=organisation, by=request.user, picture=None).get_absolute_url(),
        question=_("Hapus logo %(name)s?") % {"name": organisation},
        button=_("Hapus logo"),
        back=organisation.get_absolute_url(),
        said=_("Logo dihapus."),
        danger=True,
    )
