"""*Minta akses*: whoever may see a thing but not use it asks the person who can help."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activity.actions import record
from commons import contributions
from commons.access import can, signed_in
from commons.acting import act
from commons.contributions import Rule


@require_POST
@signed_in
def access_request(request: HttpRequest) -> HttpResponse:
    """The form of the refusal page: which rule, on which thing. Only what the asker may see can be asked about."""
    rule, thing = _asked(request)
    keeper = rule.keeper(thing) if rule.keeper else None
    if keeper is None or can(request.user, rule.code, thing):
        return render(request, "portal/access_asked.html", {"keeper": None})

    def deed() -> str:
        ask_access(by=request.user, keeper=keeper, thing=thing)
        return _home_of(thing)

    said = _("Permintaan dikirim kepada %(name)s.") % {"name": keeper.name}
    return act(request, deed, back=_home_of(thing), said=said)


@transaction.atomic
def ask_access(*, by: Any, keeper: Any, thing: Any) -> None:
    """Tell the keeper, on the thread of the thing."""
    record("portal.access_asked", actor=by, target=by, thread=_thread_of(thing), to=[("your_turn", keeper)])


def _asked(request: HttpRequest) -> tuple[Rule, Any]:
    try:
        rule = contributions.one(Rule, request.POST.get("rule", ""))
        model = apps.get_model(request.POST.get("kind", ""))
        pk = int(request.POST.get("id", "")[:18])
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "audience_path"):
        raise Http404
    return rule, get_object_or_404(model.objects.visible_to(request.user), pk=pk)


def _thread_of(thing: Any) -> Any:
    """Its own, or its parent's."""
    return thing.thread if hasattr(thing, "thread") else getattr(thing, thing.parent_field).thread


def _home_of(thing: Any) -> str:
    home = thing if hasattr(thing, "get_absolute_url") else getattr(thing, thing.parent_field)
    return home.get_absolute_url()
