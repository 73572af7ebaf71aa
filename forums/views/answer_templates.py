"""An office keeps the beginnings of its answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import act, ask_then_act, edit
from commons.limits import limit
from forums import actions, queries
from forums.answer_forms import AnswerTemplateEditForm, AnswerTemplateForm
from forums.models import AnswerTemplate
from stakeholders.models import Organisation


@require_safe
@access("forums.keep_templates", to=Organisation)
def template_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {"organisation": organisation, "templates": queries.templates_of(organisation.pk)}
    return render(request, "forums/template_list.html", context)


@access("forums.keep_templates", to=Organisation)
@limit("60/h")
def template_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    kind = f"forums.template:new-{organisation.pk}"
    others = queries.templates_of(organisation.pk)
    form = AnswerTemplateForm(request.POST or None, initial=drafts.resumed(request, kind), others=others)
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            drafts.drop(person=request.user, kind=kind)
            made = actions.add_template(organisation=organisation, by=request.user, **form.facts())
            return made.get_absolute_url()

        return act(request, deed, back=request.path, said=_("Templat ditambahkan."))
    context = {"organisation": organisation, "form": form} | drafts.offered(request, kind)
    status = 422 if request.method == "POST" else 200
    return render(request, "forums/template_form.html", context, status=status)


@access("forums.keep_templates", to=AnswerTemplate, within=Organisation)
@limit("60/h")
def template_edit(request: HttpRequest, template: AnswerTemplate) -> HttpResponse:
    kind = f"forums.template:{template.pk}"
    form = AnswerTemplateEditForm(
        request.POST or None,
        initial=queries.facts_of_template(template),
        draft=drafts.resumed(request, kind),
        others=queries.templates_of(template.organisation_id).exclude(pk=template.pk),
    )
    return edit(
        request,
        form,
        template,
        kind=kind,
        template="forums/template_form.html",
        facts=queries.facts_of_template,
        change=lambda: actions.change_template(template=template, by=request.user, **form.facts()),
        said=_("Templat disimpan."),
    )


@access("forums.keep_templates", to=AnswerTemplate, within=Organisation)
def template_remove(request: HttpRequest, template: AnswerTemplate) -> HttpResponse:
    back = template.get_absolute_url()

    def deed() -> str:
        actions.remove_template(template=template, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Hapus templat “%(title)s”?") % {"title": template},
        detail=_("Jawaban yang sudah ditulis dengannya tetap ada."),
        button=_("Hapus"),
        back=back,
        said=_("Templat dihapus."),
        danger=True,
    )
