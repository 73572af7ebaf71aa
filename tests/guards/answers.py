"""What an answer of the portal means, whatever page it is."""

from typing import Any

from django.utils.html import escape

from commons import contributions
from commons.contributions import Rule
from tests.environment import empty_cache
from tests.guards.browser import Browser, body

OPEN, SIGN_IN, REFUSED, HIDDEN, NO_METHOD = "open", "sign in", "refused", "hidden", "no such method"
HERE = {"origin": "http://testserver"}
DONE = (200, 201, 204, 301, 302, 303, 400, 422)  # let in: shown, done, or asked to correct what was sent


def ask(browser: Browser, method: str, path: str, **how: Any) -> Any:
    """A request as our own pages send it. What many asked before counts for nothing."""
    if method == "POST":
        empty_cache()
        how = {"headers": HERE} | how
    return getattr(browser, method.lower())(path, **how)


def meaning(response: Any, path: str) -> str:
    """One of the five words; for everything else the status as it is."""
    status = response.status_code
    if status in (302, 303) and response["Location"].startswith("/masuk/?next="):
        return SIGN_IN
    if status == 403:
        return SIGN_IN if b'href="/masuk/?next=/tulisan/"' in body(response) else REFUSED
    return {404: HIDDEN, 405: NO_METHOD}.get(status) or (OPEN if status in DONE else str(status))


def gives_a_reason(response: Any, rule: str) -> bool:
    """Does the refusal say the sentence of the rule that the door asks?"""
    said = escape(str(contributions.one(Rule, rule).refusal))
    return said in response.content.decode()
