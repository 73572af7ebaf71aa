"""How often one may: counted by person or by address, and answered with the seconds to wait."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver
from django_ratelimit.core import get_usage

from commons.access import View

WRITING = ("POST", "PUT", "PATCH", "DELETE")
Key = Callable[[HttpRequest], str]


class TooMany(Exception):
    """More often than allowed; in `seconds` one may again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


def client_address(request: HttpRequest) -> str:
    """Who asks, as far as our own proxies can vouch for it: counted from the right of `X-Forwarded-For`.

    What stands left of the entry that our first proxy wrote was written by the client. An IPv6 client has a whole /64.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = [hop.strip() for hop in forwarded.split(",")] if forwarded else []
    address = hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{ip}/64", strict=False).network_address) if ip.version == 6 else str(ip)


def person_or_address(request: HttpRequest) -> str:
    """The account, so that neighbours behind one address do not pay for each other; a visitor's address."""
    return f"person {request.user.pk}" if request.user.is_authenticated else f"address {client_address(request)}"


def limit(rate: str, *, key: Key = person_or_address, methods: tuple[str, ...] = WRITING) -> Callable[[View], View]:
    """At most `rate` (`10/m`, `5/15m`, `20/h`) of these requests for one key. Counts on while Redis is away.

    Raises:
        TooMany: from the view; `answer_too_many` makes a 429 of it.
    """

    def decorate(view: View) -> View:
        group = f"{view.__module__}.{view.__qualname__}"

        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            usage = get_usage(
                request, group, None, lambda _group, asked: key(asked), rate, list(methods), increment=True
            )
            if usage is not None and usage["should_limit"]:
                raise TooMany(max(1, usage["time_left"]))
            return view(request, *args, **kwargs)

        return limited

    return decorate


def answer_too_many(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a `TooMany` becomes the site's `handler429`, which says when one may try again."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, TooMany):
            return None
        handler: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(429)
        return handler(request, exception.seconds)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
