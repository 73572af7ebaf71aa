"""May she, and if not, why not: asked at the door, in templates, and again by the action on the locked row."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from commons import contributions, kept
from commons.contributions import RoleSource, Rule
from commons.htmx import see_other
from commons.models import Epoch
from commons.once import first_result
from commons.standing import READER, reader, standing
from commons.statements import Given, Statement

View = Callable[..., HttpResponseBase]
Open = TypeVar("Open", bound=View)
REMEMBERED = ("_roles", "read_by")  # on an object: roles of who reads, and whose role its door asked for beside it


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the sentence that the person reads."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(PermissionDenied):
    """The refusal of a rule: the sentence, and the rule and object it was about (for *Minta akses*)."""

    def __init__(self, reason: str, rule: str = "", obj: Any = None) -> None:
        super().__init__(reason)
        self.reason, self.rule, self.obj = reason, rule, obj


def roles_on(user: Any, obj: Any) -> frozenset[str]:
    """Roles everywhere and on this object, remembered on the object while the request lasts."""
    if obj is None or not user.is_authenticated:
        return standing(user).roles
    known = obj.__dict__.setdefault("_roles", {})
    if user.pk not in known:
        here = (source.roles(user, obj) for source in contributions.all_of(RoleSource))
        known[user.pk] = standing(user).roles.union(*here)
    return known[user.pk]


def can(user: Any, action: str, obj: Any = None) -> Verdict:
    """Ask a rule. Roles that hold everywhere are tried first: most questions end there, without a look at grants.

    Raises:
        LookupError: no rule has this code.
    """
    rule = contributions.one(Rule, action)
    roles = rule.roles | {"administrator"}
    held = roles & standing(user).roles or roles & roles_on(user, obj)
    return Verdict(True) if held and rule.when(user, obj) else Verdict(False, str(rule.refusal))


def ensure(user: Any, action: str, obj: Any) -> None:
    """Ask again, inside an action, on the row it has locked: rights that ended since the door are gone.

    Nothing remembered is used. Lock the row first; whoever takes a right away locks it too.

    Raises:
        Refused: with the sentence that the door says.
    """
    now = copy(user)  # the one who asks keeps what came with the request
    now.epoch = Epoch.objects.current()
    for name in () if obj is None else REMEMBERED:
        obj.__dict__.pop(name, None)
    verdict = can(now, action, obj)
    if not verdict or (obj is not None and not _still_sees(now, obj)):
        raise Refused(verdict.reason or str(contributions.one(Rule, action).refusal), action, obj)


def _still_sees(user: Any, obj: Any) -> bool:
    model: Any = type(obj)
    return bool(_known(model)(pk=obj.pk, **reader(user)))


def access(
    action: str, *, to: type[Model] | None = None, within: type[Model] | None = None, is_secret: bool = False
) -> Callable[[View], View]:
    """Fetch the object through what the person may see (a child inside its parent), then ask; the view gets the object.

    The address holds `pk`, and `child_pk` where `within` names the parent. Without `to` only the rule is asked.
    A wrong slug is corrected by 301, save on POST, after the question who may see. Of a secret page, whoever the rule
    refuses may not even know that it is there: 404, as for what is missing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if done := first_result(request):
                return see_other(done)
            obj = None if to is None else _fetch(to, within, request.user, kwargs)
            verdict = can(request.user, action, obj)
            if is_secret and not verdict:
                raise Http404
            if not verdict and not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not verdict:
                raise Refused(verdict.reason, action, obj)
            slug = kwargs.pop("slug", None)
            if slug is not None and slug != getattr(obj, "slug", slug) and request.method != "POST":
                return _right_address(request, obj)
            return view(request, *args, **kwargs) if obj is None else view(request, obj, *args, **kwargs)

        guarded.access = action  # type: ignore[attr-defined]
        return guarded

    return decorate


def _fetch(to: type[Model], within: type[Model] | None, user: Any, kwargs: dict[str, Any]) -> Any:
    """404 for what one may not know of; what is not there is answered the same."""
    who, pk = reader(user), kwargs.pop("pk")
    if within is None:
        found = _seen(to)(pk=pk, **who)
    else:
        known = _known(within)(pk=pk, **who)
        found = _seen_inside(to)(pk=kwargs.pop("child_pk"), parent=pk, **who) if known else []
    if not found:
        raise Http404
    return found[0]


@cache
def _known(parent: Any) -> Statement:
    return Statement(lambda: parent.objects.visible_to(READER).filter(pk=Given("pk")).values("pk"))


@cache
def _seen(model: Any) -> Statement:
    return Statement(lambda: model.objects.visible_to(READER).for_page(READER).filter(pk=Given("pk")))


@cache
def _seen_inside(model: Any) -> Statement:
    return Statement(
        lambda: model.objects.visible_to(READER).inside(Given("parent")).for_page(READER).filter(pk=Given("pk"))
    )


def _right_address(request: HttpRequest, obj: Any) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(obj.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)


def public(view: Open) -> Open:
    """Everybody may; the view's lists still show each person only what that person may see."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Whoever has an account: one's own pages."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if done := first_result(request):
            return see_other(done)
        return view(request, *args, **kwargs) if request.user.is_authenticated else ask_to_sign_in(request)

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A session that ended while somebody wrote still passes the token check, so the text is kept here too."""
    return kept.give_back(request) if request.method == "POST" else redirect_to_login(request.get_full_path())
