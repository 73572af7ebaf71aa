"""Usual projects that others begin with, as staff keep them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import edit, fill_then_act
from commons.limits import limit
from projects import actions
from projects.forms import ProjectTemplateEditForm, ProjectTemplateForm
from projects.models import ProjectTemplate


@require_safe
@access("projects.keep_templates")
def template_list(request: HttpRequest) -> HttpResponse:
    return render(request, "projects/template_list.html", {"templates": ProjectTemplate.objects.order_by("name", "pk")})


@access("projects.keep_templates")
@limit("60/h")
def template_create(request: HttpRequest) -> HttpResponse:
    form = ProjectTemplateForm(request.POST or None)
    return fill_then_act(
        request,
        form,
        lambda: actions.add_template(by=request.user, **form.facts()).get_absolute_url(),
        template="projects/template_form.html",
        back=request.path,
        said=_("Contoh ditambahkan."),
    )


@access("projects.keep_templates", to=ProjectTemplate)
@limit("60/h")
def template_edit(request: HttpRequest, template: ProjectTemplate) -> HttpResponse:
    kind = f"projects.template:{template.pk}"
    draft, facts = drafts.resumed(request, kind), actions.template_facts
    form = ProjectTemplateEditForm(request.POST or None, initial=facts(template), draft=draft, own=template)
    return edit(
        request,
        form,
        template,
        kind=kind,
        template="projects/template_form.html",
        facts=facts,
        change=lambda: actions.edit_template(template=template, by=request.user, **form.facts()),
        said=_("Contoh disimpan."),
    )
