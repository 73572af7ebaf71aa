"""Asking an organisation to let one speak for it, and the answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import act, ask_then_act
from commons.limits import limit
from stakeholders import actions, queries
from stakeholders.membership_forms import JoinAnswerForm, JoinForm
from stakeholders.models import JoinRequest, Organisation


@access("stakeholders.ask_to_join", to=Organisation)
@limit("10/h")
def join_ask(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The form; or, while a request waits, since when, and the way to take it back."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    back = organisation.get_absolute_url()
    if form.is_valid():

        def deed() -> str:
            actions.ask_to_join(organisation=organisation, person=request.user, **form.facts())
            return back

        return act(request, deed, back=back, said=_("Permintaan terkirim. Pengelola organisasi menjawabnya."))
    context = {"organisation": organisation, "form": form, "mine": queries.my_request(organisation, request.user)}
    return render(request, "stakeholders/join_ask.html", context, status=422 if form.is_bound else 200)


@access("stakeholders.withdraw_join_request", to=JoinRequest, within=Organisation)
def join_withdraw(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    back = asked.organisation.get_absolute_url()

    def deed() -> str:
        actions.withdraw_join_request(request=asked, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Tarik permintaan bergabung dengan %(name)s?") % {"name": asked.organisation},
        button=_("Tarik permintaan"),
        back=back,
        said=_("Permintaan ditarik."),
    )


@access("stakeholders.answer_join_request", to=JoinRequest, within=Organisation)
@limit("60/h")
def join_answer(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    form, people = JoinAnswerForm(request.POST or None), asked.organisation.people_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            facts: dict[str, Any] = form.facts()
            accept = facts.pop("answer") == "accept"
            actions.answer_join_request(request=asked, by=request.user, accept=accept, **facts)
            return people

        return act(request, deed, back=people, said=_("Jawaban terkirim."))
    status = 422 if request.method == "POST" else 200
    return render(request, "stakeholders/join_answer.html", {"asked": asked, "form": form}, status=status)
