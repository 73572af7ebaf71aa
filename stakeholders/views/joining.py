"""Asking an organisation to let one speak for it, and the answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import ask_then_act, fill_then_act
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

    def deed() -> str:
        actions.ask_to_join(organisation=organisation, person=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/join_ask.html",
        context=lambda: {"organisation": organisation, "mine": queries.my_request(organisation, request.user)},
        back=back,
        said=_("Permintaan terkirim. Pengelola organisasi menjawabnya."),
    )


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

    def deed() -> str:
        facts: dict[str, Any] = form.facts()
        accept = facts.pop("answer") == "accept"
        actions.answer_join_request(request=asked, by=request.user, accept=accept, **facts)
        return people

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/join_answer.html",
        context={"asked": asked},
        back=people,
        said=_("Jawaban terkirim."),
    )
