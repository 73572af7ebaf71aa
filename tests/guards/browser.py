"""A browser as light as the guards need it: thousands of requests through one stack of middleware."""

import sys
from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.test import RequestFactory
from django.test.client import ClientHandler


@cache
def _stack(is_strict: bool) -> ClientHandler:
    return ClientHandler(enforce_csrf_checks=is_strict)


class Browser(RequestFactory):
    """Keeps its cookies, shows what a person sees, and notes in `response.crash` what no person is told.

    A strict one is refused without a form token, as real ones are.
    """

    def __init__(self, session: str = "", *, is_strict: bool = False) -> None:
        super().__init__()
        self.is_strict = is_strict
        if session:
            self.cookies[settings.SESSION_COOKIE_NAME] = session

    def request(self, **environ: Any) -> Any:
        crashes: list[BaseException | None] = []

        def note(**_sent: Any) -> None:
            crashes.append(sys.exc_info()[1])

        got_request_exception.connect(note)
        try:
            response: Any = _stack(self.is_strict)(self._base_environ(**environ))
        finally:
            got_request_exception.disconnect(note)
        response.crash = crashes[0] if crashes else None
        self.cookies.update(response.cookies)
        return response


def body(response: Any) -> bytes:
    """All of it, whether it came at once or in pieces."""
    return b"".join(response.streaming_content) if response.streaming else response.content
