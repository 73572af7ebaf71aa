"""The queue of the office, one approval, and what can be decided about it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import actions, queries
from approvals.forms import RefuseForm, ReturnForm, UndoForm
from approvals.models import Approval
from commons import contributions
from commons.access import access
from commons.acting import ask_then_act, fill_then_act
from commons.approvable import Approvable
from commons.contributions import panels
from commons.limits import limit
from commons.once import OnceForm
from commons.paging import page


@require_safe
@access("approvals.read_queue")
def approval_list(request: HttpRequest) -> HttpResponse:
    tab = request.GET.get("tampil", "")
    tab = tab if tab in queries.TABS else ""
    shown = page(queries.approvals_in(tab, request.user), by=queries.order(tab), request=request)
    context = {
        "page": shown,
        "rows": queries.rows(shown.rows),
        "tabs": queries.tabs(request.user, request.path, tab),
        "tab": tab,
    }
    return render(request, "approvals/approval_list.html", context)


@require_safe
@access("approvals.read", to=Approval)
def approval_detail(request: HttpRequest, approval: Approval) -> HttpResponse:
    context = {
        "approval": approval,
        "page": queries.approval_page(approval),
        "panels": panels("approvals.approval_detail", approval, request.user),
    }
    return render(request, "approvals/approval_detail.html", context)


@access("approvals.grant", to=Approval)
@limit("60/h")
def approval_grant(request: HttpRequest, approval: Approval) -> HttpResponse:
    shown = queries.approval_page(approval)
    return ask_then_act(
        request,
        lambda: actions.grant(approval=approval, by=request.user).get_absolute_url(),
        question=f"{shown.action}: {shown.title}?",
        detail=str(shown.kind.effect_of(approval.step)),
        button=shown.action,
        back=approval.get_absolute_url(),
        said=_("Keputusan dicatat. Yang mengajukan diberi tahu."),
    )


@access("approvals.return", to=Approval)
@limit("60/h")
def approval_return(request: HttpRequest, approval: Approval) -> HttpResponse:
    words = {
        "question": _("Kembalikan"),
        "lead": _("Isian mereka tetap ada. Mereka memperbaiki, lalu mengirim lagi."),
        "button": _("Kembalikan"),
    }
    return _with_reason(request, approval, ReturnForm(request.POST or None), actions.return_, words)


@access("approvals.refuse", to=Approval)
@limit("60/h")
def approval_refuse(request: HttpRequest, approval: Approval) -> HttpResponse:
    words = {
        "question": _("Tolak"),
        "lead": _("Yang mengajukan membaca alasannya. Bila hanya kurang lengkap, kembalikan saja."),
        "button": _("Tolak"),
        "danger": True,
    }
    form = RefuseForm(request.POST or None, shortest=contributions.one(Approvable, approval.kind).shortest_refusal)
    return _with_reason(request, approval, form, actions.refuse, words)


@access("approvals.undo", to=Approval)
@limit("60/h")
def approval_undo(request: HttpRequest, approval: Approval) -> HttpResponse:
    words = {
        "question": _("Batalkan keputusan"),
        "lead": _("Keputusan ini tetap terbaca dalam riwayat. Semua yang terkait diberi tahu."),
        "button": _("Batalkan keputusan"),
        "danger": True,
    }
    return _with_reason(request, approval, UndoForm(request.POST or None), actions.undo, words)


def _with_reason(
    request: HttpRequest, approval: Approval, form: OnceForm, decide: Callable[..., Approval], words: dict[str, Any]
) -> HttpResponse:
    """A decision that says why."""
    return fill_then_act(
        request,
        form,
        lambda: decide(approval=approval, by=request.user, **form.facts()).get_absolute_url(),
        template="approvals/approval_form.html",
        context=lambda: {"approval": approval, "page": queries.approval_page(approval)} | words,
        back=approval.get_absolute_url(),
        said=_("Keputusan dicatat. Yang mengajukan diberi tahu."),
    )
