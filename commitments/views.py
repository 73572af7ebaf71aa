"""The promise ledger on the web: the lists, one promise, and what its owner does with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments import actions, queries
from commitments.forms import KeepForm, MoveForm, WithdrawForm
from commitments.models import Commitment
from commons.access import access, public
from commons.acting import act
from commons.limits import limit
from commons.paging import page


@require_safe
@public
def commitment_list(request: HttpRequest) -> HttpResponse:
    asked = queries.chosen(request.GET, request.user)
    found = page(queries.commitment_list(request.user, asked), by=queries.order(asked), request=request)
    rows = queries.rows(found.rows, request.user)
    context = {
        "page": found,
        "rows": rows,
        "asked": asked,
        "tabs": queries.tabs(asked, request.user),
        "statuses": list(queries.statuses(asked)),
        "about": queries.told_about(asked, rows),
        "empty": queries.empty_words(asked),
    }
    return render(request, "commitments/commitment_list.html", context)


@require_safe
@access("commitments.read", to=Commitment)
def commitment_detail(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    context = {"commitment": commitment, "page": queries.commitment_page(commitment, request.user)}
    return render(request, "commitments/commitment_detail.html", context)


@access("commitments.keep_commitment", to=Commitment)
@limit("60/h")
def commitment_keep(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    form = KeepForm(request.POST or None, request.FILES or None, user=request.user)
    back = commitment.get_absolute_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.keep_commitment(commitment=commitment, by=request.user, **form.facts())
            return back

        return act(request, deed, back=back, said=_("Terima kasih. Komitmen ini tercatat ditepati."))
    status = 422 if request.method == "POST" else 200
    context = {"commitment": commitment, "form": form}
    return render(request, "commitments/commitment_keep.html", context, status=status)


@access("commitments.move_due_date", to=Commitment)
@limit("60/h")
def commitment_move(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    form = MoveForm(request.POST or None, commitment=commitment)
    back = commitment.get_absolute_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.move_due_date(commitment=commitment, by=request.user, **form.facts())
            return back

        return act(request, deed, back=back, said=_("Tenggat diubah. Tenggat pertama tetap terlihat."))
    status = 422 if request.method == "POST" else 200
    context = {"commitment": commitment, "form": form}
    return render(request, "commitments/commitment_move.html", context, status=status)


@access("commitments.withdraw_commitment", to=Commitment)
@limit("60/h")
def commitment_withdraw(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    back = commitment.get_absolute_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            actions.withdraw_commitment(commitment=commitment, by=request.user, **form.facts())
            return back

        return act(request, deed, back=back, said=_("Komitmen ditarik. Alasannya tetap terlihat."))
    status = 422 if request.method == "POST" else 200
    context = {"commitment": commitment, "form": form}
    return render(request, "commitments/commitment_withdraw.html", context, status=status)
