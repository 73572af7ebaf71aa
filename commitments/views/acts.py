"""What is done with a promise. In a list it takes place in its row, for whoever has JavaScript."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from commitments import actions
from commitments.forms import HandOverForm, KeepForm, MoveForm, UndoForm, WithdrawForm
from commitments.models import Commitment
from commons.access import access
from commons.acting import act
from commons.htmx import answer, wants_fragment
from commons.limits import limit


@dataclass(frozen=True)
class Step:
    """One act: its page, the action, what is said of it, and the words of its form in a row."""

    page: str
    action: Callable[..., Any]
    said: Any
    heading: Any
    button: Any
    kind: str = "primary"


KEEP = Step(
    "commitments/commitment_keep.html",
    actions.keep_commitment,
    _("Terima kasih. Komitmen ini tercatat ditepati."),
    _("Tandai ditepati"),
    _("Ditepati"),
)
MOVE = Step(
    "commitments/commitment_move.html",
    actions.move_due_date,
    _("Tenggat diubah. Tenggat pertama tetap terlihat."),
    _("Ubah tenggat"),
    _("Simpan tenggat baru"),
)
HAND_OVER = Step(
    "commitments/commitment_hand_over.html",
    actions.hand_over,
    _("Komitmen diserahkan. Keduanya diberi tahu."),
    _("Serahkan komitmen"),
    _("Serahkan"),
)
UNDO = Step(
    "commitments/commitment_undo.html",
    actions.undo_keeping,
    _("Komitmen ini berjalan lagi. Alasannya tetap terlihat."),
    _("Ternyata belum ditepati?"),
    _("Jalankan lagi"),
)
WITHDRAW = Step(
    "commitments/commitment_withdraw.html",
    actions.withdraw_commitment,
    _("Komitmen ditarik. Alasannya tetap terlihat."),
    _("Tarik komitmen?"),
    _("Tarik komitmen"),
    "danger",
)


@access("commitments.keep_commitment", to=Commitment)
@limit("60/h")
def commitment_keep(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    form = KeepForm(request.POST or None, request.FILES or None, user=request.user)
    return _taken(request, commitment, form, KEEP)


@access("commitments.move_due_date", to=Commitment)
@limit("60/h")
def commitment_move(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    return _taken(request, commitment, MoveForm(request.POST or None, commitment=commitment), MOVE)


@access("commitments.hand_over", to=Commitment)
@limit("60/h")
def commitment_hand_over(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    return _taken(request, commitment, HandOverForm(request.POST or None, commitment=commitment), HAND_OVER)


@access("commitments.undo_keeping", to=Commitment)
@limit("60/h")
def commitment_undo(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    return _taken(request, commitment, UndoForm(request.POST or None), UNDO)


@access("commitments.withdraw_commitment", to=Commitment)
@limit("60/h")
def commitment_withdraw(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    return _taken(request, commitment, WithdrawForm(request.POST or None), WITHDRAW)


def _taken(request: HttpRequest, commitment: Commitment, form: Any, step: Step) -> HttpResponse:
    """The form, or what came of it: that is the page of the promise, which answers htmx with the promise's row.

    In a list several rows may be open: each has fields of its own name there.
    """
    if wants_fragment(request):
        form.auto_id = f"komitmen-{commitment.pk}-%s"
    back = commitment.get_absolute_url()
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            step.action(commitment=commitment, by=request.user, **form.facts())
            return back

        return act(request, deed, back=back, said=str(step.said))
    return answer(
        request,
        fragment="commitments/_row_form.html",
        page=step.page,
        context={"commitment": commitment, "form": form, "step": step},
        status=422 if request.method == "POST" else 200,
    )
