"""Proposing a project in four short steps; each of them waits as a draft until the last one sends them all."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commons import drafts, formats
from commons.access import access
from commons.acting import act, fill_then_act
from commons.htmx import answer, see_other
from commons.kept import written
from commons.limits import limit
from commons.once import OnceForm
from projects import actions, queries
from projects.proposal_forms import WhatForm, WhenForm, WhoForm

RESUME = f"?{urlencode(drafts.RESUME)}"


@dataclass(frozen=True)
class Step:
    """One of the pages: its draft, its form."""

    url_name: str
    kind: str
    form: Any
    label: Any
    lead: Any

    @property
    def url(self) -> str:
        return reverse(f"projects:{self.url_name}")


WHAT = Step(
    "project_propose",
    "projects.proposal:what",
    WhatForm,
    gettext_lazy("Apa & di mana"),
    gettext_lazy("Ceritakan singkat. Isian Anda tersimpan sebagai draf di setiap langkah."),
)
WHO = Step(
    "proposal_who",
    "projects.proposal:who",
    WhoForm,
    gettext_lazy("Siapa"),
    gettext_lazy("Siapa yang memimpin, dan siapa yang boleh melihatnya."),
)
WHEN = Step(
    "proposal_when",
    "projects.proposal:when",
    WhenForm,
    gettext_lazy("Kapan & biaya"),
    gettext_lazy("Perkiraan saja cukup. Semua boleh kosong."),
)
STEPS = (WHAT, WHO, WHEN)


@access("projects.propose_project")
@limit("60/h")
def project_propose(request: HttpRequest) -> HttpResponse:
    return _step(request, WHAT)


@access("projects.propose_project")
@limit("60/h")
def proposal_who(request: HttpRequest) -> HttpResponse:
    return _step(request, WHO)


@access("projects.propose_project")
@limit("60/h")
def proposal_when(request: HttpRequest) -> HttpResponse:
    return _step(request, WHEN)


def _step(request: HttpRequest, step: Step) -> HttpResponse:
    """Kept, then the next; back keeps it too. Whoever comes here out of turn does the earlier step first."""
    number = STEPS.index(step)
    missing = next((earlier for earlier in STEPS[:number] if _facts(request, earlier) is None), None)
    if missing is not None:
        return see_other(missing.url + RESUME)
    if "kembali" in request.POST:
        _keep(request, step)
        return see_other(STEPS[max(number - 1, 0)].url + RESUME)
    form = step.form(request.POST or None, user=request.user, initial=drafts.resumed(request, step.kind))

    def deed() -> str:
        _keep(request, step)
        return _after(request, number)

    def context() -> dict[str, Any]:
        return {"step": step, "steps": _stepper(number), "number": number} | drafts.offered(request, step.kind)

    return fill_then_act(
        request, form, deed, template="projects/proposal_step.html", context=context, back=request.path
    )


def _keep(request: HttpRequest, step: Step) -> None:
    drafts.save(person=request.user, kind=step.kind, action=step.url, pairs=written(request))


def _after(request: HttpRequest, number: int) -> str:
    """The next page, with what was written there before."""
    if number + 1 == len(STEPS):
        return reverse("projects:proposal_check")
    following = STEPS[number + 1]
    return following.url + (RESUME if drafts.find(request.user, following.kind) else "")


def _form(request: HttpRequest, step: Step) -> OnceForm | None:
    """The step as it was kept, read anew: an organisation or an RW may have gone since. None when it is to be done."""
    draft = drafts.find(request.user, step.kind)
    if draft is None:
        return None
    form: OnceForm = step.form(drafts.as_sent(draft), user=request.user)
    return form if form.is_valid() else None


def _facts(request: HttpRequest, step: Step) -> dict[str, Any] | None:
    form = _form(request, step)
    return None if form is None else form.facts()


@access("projects.propose_project")
@limit("20/h")
def proposal_check(request: HttpRequest) -> HttpResponse:
    """All of it once more, with the projects that may be the same; then it is sent."""
    forms = {step: form for step in STEPS if (form := _form(request, step)) is not None}
    missing = next((step for step in STEPS if step not in forms), None)
    if missing is not None:
        return see_other(missing.url + RESUME)
    facts: dict[str, Any] = {}
    for form in forms.values():
        facts |= form.facts()
    if request.method == "POST":
        return _sent(request, facts)
    context = {
        "facts": facts,
        "parts": [(step, _told(form)) for step, form in forms.items()],
        "similar": queries.similar_projects(request.user, facts["title"]),
        "steps": _stepper(len(STEPS)),
    }
    return render(request, "projects/proposal_check.html", context)


def _sent(request: HttpRequest, facts: dict[str, Any]) -> HttpResponse:
    def deed() -> str:
        for step in STEPS:
            drafts.drop(person=request.user, kind=step.kind)
        return actions.propose_project(by=request.user, **facts).get_absolute_url()

    return act(request, deed, back=WHO.url + RESUME, said=_("Usulan terkirim."))


def _told(form: Any) -> list[tuple[str, str]]:
    """Label and what was answered, as people read it."""
    return [(str(field.label), text) for field in form.visible_fields() if (text := _text(form, field.name))]


def _text(form: Any, name: str) -> str:
    value, field = form.cleaned_data.get(name), form.fields[name]
    if value is None or value == "":
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Model):
        return str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(str(value)) or _formatted(field, value)


def _formatted(field: Any, value: Any) -> str:
    if hasattr(value, "isoformat"):
        return formats.long_date(value)
    return formats.rupiah(value) if hasattr(field, "prefix") else str(value)


def _stepper(number: int) -> list[dict[str, str]]:
    labels = [str(step.label) for step in STEPS] + [_("Periksa")]
    return [
        {"label": label, "state": "done" if n < number else "now" if n == number else "next"}
        for n, label in enumerate(labels)
    ]


@require_safe
@access("projects.propose_project")
@limit("600/h")
def proposal_similar(request: HttpRequest) -> HttpResponse:
    """Under the title, while it is typed."""
    context = {"similar": queries.similar_projects(request.user, request.GET.get("title", ""))}
    return answer(request, fragment="projects/_similar.html", page="projects/proposal_similar.html", context=context)
