"""The office's log on the web. To everybody else none of these pages is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, edit, fill_then_act
from commons.limits import limit
from commons.paging import page
from stakeholders.actions import engagements as actions
from stakeholders.dealings.forms import AdditionForm, EngagementEditForm, EngagementForm
from stakeholders.models import Engagement, Organisation
from stakeholders.queries import engagements as queries


@require_safe
@access("stakeholders.keep_engagements", to=Organisation, is_secret=True)
def engagement_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    found = page(queries.engagements_of(organisation, request.user), by=queries.NEWEST, request=request)
    context = {"organisation": organisation, "page": found, "lines": queries.lines(found.rows)}
    return render(request, "stakeholders/engagement_list.html", context)


@require_safe
@access("stakeholders.keep_engagements", is_secret=True)
def silent_list(request: HttpRequest) -> HttpResponse:
    found = page(queries.silent(request.user), by=queries.LONGEST_AGO, request=request)
    context = {"page": found, "rows": queries.silent_rows(found.rows)}
    return render(request, "stakeholders/silent_list.html", context)


@access("stakeholders.keep_engagements", to=Organisation, is_secret=True)
@limit("120/h")
def engagement_create(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    kind = f"stakeholders.engagement:new:{organisation.pk}"
    initial = drafts.resumed(request, kind)
    form = EngagementForm(request.POST or None, initial=initial, organisation=organisation, user=request.user)

    def deed() -> str:
        made = actions.log_engagement(organisation=organisation, by=request.user, **form.facts())
        return made.get_absolute_url()

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/engagement_form.html",
        context={"organisation": organisation},
        back=request.path,
        said=_("Catatan disimpan."),
        kind=kind,
    )


@access("stakeholders.correct_engagement", to=Engagement, within=Organisation)
@limit("120/h")
def engagement_edit(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    kind = f"stakeholders.engagement:{engagement.pk}"
    form = EngagementEditForm(
        request.POST or None,
        initial=queries.facts_of(engagement),
        draft=drafts.resumed(request, kind),
        organisation=engagement.organisation,
        user=request.user,
        engagement=engagement,
    )
    return edit(
        request,
        form,
        engagement,
        kind=kind,
        template="stakeholders/engagement_form.html",
        facts=queries.facts_of,
        change=lambda: actions.correct_engagement(engagement=engagement, by=request.user, **form.facts()),
        said=_("Catatan dikoreksi."),
    )


@access("stakeholders.keep_engagements", to=Engagement, within=Organisation)
@limit("120/h")
def engagement_add(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    kind = f"stakeholders.engagement:add:{engagement.pk}"
    form, back = (
        AdditionForm(request.POST or None, initial=drafts.resumed(request, kind)),
        engagement.get_absolute_url(),
    )

    def deed() -> str:
        actions.add_to_engagement(engagement=engagement, by=request.user, **form.facts())
        return back

    return fill_then_act(
        request,
        form,
        deed,
        template="stakeholders/engagement_add.html",
        context={"engagement": engagement},
        back=back,
        said=_("Tambahan disimpan."),
        kind=kind,
    )


@access("stakeholders.tick_next_step", to=Engagement, within=Organisation)
def engagement_tick(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    """One button for both ways: what was ticked by mistake is open again."""
    back, is_done = engagement.get_absolute_url(), engagement.is_done

    def deed() -> str:
        actions.tick_next_step(engagement=engagement, by=request.user, is_done=not is_done)
        return back

    step = {"step": engagement.next_step}
    return ask_then_act(
        request,
        deed,
        question=_("Buka lagi “%(step)s”?") % step if is_done else _("“%(step)s” sudah selesai?") % step,
        button=_("Buka lagi") if is_done else _("Selesai"),
        back=back,
    )
