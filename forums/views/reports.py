"""Posts are reported, and moderators decide about them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import rich_text
from commons.access import access
from commons.acting import act, fill_then_act
from commons.limits import limit
from commons.paging import page
from forums import actions
from forums.models import Post, Report, Topic
from forums.queries import reports as queue
from forums.safety_forms import DecisionForm, ReportForm


@access("forums.report_post", to=Post, within=Topic)
@limit("10/h")
def post_report(request: HttpRequest, post: Post) -> HttpResponse:
    form, back = ReportForm(request.POST or None), post.get_absolute_url()

    def deed() -> str:
        actions.report_post(post=post, by=request.user, **form.facts())
        return back

    def context() -> dict[str, Any]:
        return {"post": post, "is_reported": post.reports.open().filter(person=request.user.pk).exists()}

    said = _("Terima kasih. Moderator akan memeriksanya, dan Anda dikabari hasilnya.")
    return fill_then_act(request, form, deed, template="forums/post_report.html", context=context, back=back, said=said)


@require_safe
@access("forums.read_reports")
def report_list(request: HttpRequest) -> HttpResponse:
    tab = request.GET.get("tampil", "")
    tab = tab if tab in queue.QUEUES else queue.REPORTED
    rows, order = queue.queue(tab, request.user)
    found = page(rows, by=order, request=request)
    context = {
        "page": found,
        "rows": queue.queue_rows(tab, found.rows, request.user),
        "tabs": queue.queue_tabs(request.user, request.path, tab),
        "tab": tab,
    }
    return render(request, "forums/report_list.html", context)


@access("forums.dismiss_reports", to=Post)
@limit("60/m")
def report_detail(request: HttpRequest, post: Post) -> HttpResponse:
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_hidden = form.cleaned_data["outcome"] == Report.Outcome.HIDDEN

        def deed() -> str:
            note = form.cleaned_data["note"]
            if is_hidden:
                actions.hide_post(post=post, by=request.user, reason=note)
            else:
                actions.dismiss_reports(post=post, by=request.user, note=note)
            return "/forum/laporan/"

        hidden = _("Kiriman disembunyikan. Penulis dan pelapornya diberi tahu.")
        return act(
            request,
            deed,
            back="/forum/laporan/",
            said=hidden if is_hidden else _("Kiriman tetap tampil. Pelapornya diberi tahu."),
        )
    context = {
        "form": form,
        "post": post,
        "text": rich_text.render([post.body], request.user)[0],
        "reports": queue.open_reports(post),
    }
    return render(request, "forums/report_detail.html", context, status=422 if request.method == "POST" else 200)
