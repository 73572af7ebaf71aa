"""What a project wants to change, and how one sees it: indicators and their readings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.form_fields import an_id
from commons.limits import limit
from projects import actions, queries
from projects.models import Indicator, Project
from projects.plan_forms import IndicatorForm, ReadingForm

FACTS = ("aim", "name", "unit", "baseline", "target", "target_on", "months")


@require_safe
@access("projects.read", to=Project)
def indicator_list(request: HttpRequest, project: Project) -> HttpResponse:
    context = {"project": project, "aims": queries.aims(project), "columns": queries.READING_COLUMNS}
    return render(request, "projects/indicator_list.html", context)


@access("projects.keep_indicators", to=Project)
@limit("60/h")
def indicator_create(request: HttpRequest, project: Project) -> HttpResponse:
    kind = f"projects.indicator:{project.pk}"
    form = IndicatorForm(request.POST or None, initial=drafts.resumed(request, kind))
    return fill_then_act(
        request,
        form,
        lambda: actions.add_indicator(project=project, by=request.user, **form.facts()).get_absolute_url(),
        template="projects/indicator_form.html",
        context={"project": project},
        back=project.indicators_url(),
        said=_("Indikator ditambahkan."),
        kind=kind,
    )


@access("projects.keep_indicators", to=Indicator, within=Project)
@limit("60/h")
def indicator_edit(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    kind = f"projects.indicator:{indicator.project_id}-{indicator.pk}"
    facts = {name: getattr(indicator, name) for name in FACTS}
    form = IndicatorForm(request.POST or None, initial=facts | drafts.resumed(request, kind))

    def deed() -> str:
        changed = actions.change_indicator(indicator=indicator, by=request.user, **form.facts())
        return changed.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/indicator_form.html",
        context={"project": indicator.project, "indicator": indicator},
        back=indicator.get_absolute_url(),
        said=_("Indikator disimpan."),
        kind=kind,
    )


@access("projects.keep_indicators", to=Indicator, within=Project)
def indicator_remove(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    back = indicator.project.indicators_url()

    def deed() -> str:
        actions.remove_indicator(indicator=indicator, by=request.user)
        return back

    return ask_then_act(
        request,
        deed,
        question=_("Hapus “%(title)s”?") % {"title": indicator},
        detail=_("Hanya indikator tanpa catatan angka yang dapat dihapus."),
        button=_("Hapus"),
        back=back,
        said=_("Indikator dihapus."),
        danger=True,
    )


@access("projects.add_reading", to=Indicator, within=Project)
@limit("60/h")
def reading_create(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """A new number, or (`?koreksi=`) one that stands in the place of another."""
    kind = f"projects.reading:{indicator.pk}"
    corrected = queries.correctable(indicator, request.user).filter(pk=an_id(request.GET.get("koreksi")) or 0).first()
    initial = queries.facts_of_reading(corrected) if corrected else {}
    begun = initial | drafts.resumed(request, kind)
    form = ReadingForm(request.POST or None, indicator=indicator, user=request.user, initial=begun)

    def deed() -> str:
        actions.add_reading(indicator=indicator, by=request.user, **form.facts())
        return indicator.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="projects/reading_form.html",
        context={"project": indicator.project, "indicator": indicator, "corrected": corrected},
        back=indicator.get_absolute_url(),
        said=_("Angka dicatat."),
        kind=kind,
    )
