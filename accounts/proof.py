"""Who sits here now: whether a person has proved it in the last minutes, and the mailed code that proves it anew.

allauth asks again for a password or a second factor; whoever has neither is asked for a code sent to the account's own
address, so that a browser left open on a shared computer gives away neither the data nor the account.
"""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

STATE = "accounts_proof"
CODE_LIVES = 600  # seconds, as every code of ours
MOST_GUESSES = 3


def is_fresh(request: HttpRequest) -> bool:
    """Did this person prove, here and a moment ago, who they are? By the second factor where there is one."""
    records = get_authentication_records(request, request.user)
    if is_mfa_enabled(request.user):
        records = [record for record in records if record["method"] == "mfa"]
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def send_code(request: HttpRequest, person: User) -> bool:
    """Mail a code to the account's own address. False: too many were asked for, and none was sent."""
    address = person.email
    if not ratelimit.consume(request, action="request_login_code", key=address):
        return False
    code = get_adapter().generate_login_code()
    request.session[STATE] = {"code": code, "at": time.time(), "guesses": 0, "person": person.pk}
    get_adapter().send_mail("account/email/proof_code", address, {"code": code, "user": person})
    return True


def check_password(request: HttpRequest, person: User | None, password: str, *, key: str = "") -> bool:
    """Is it the password of this person? Five wrong ones, and it has to wait; whoever is not there takes as long."""
    key = key or f"person {person.pk if person else ''}"
    if not ratelimit.consume(request, action="login_failed", key=key, dry_run=True):
        return False
    if person is None:
        User().set_password(password)
    elif person.check_password(password):
        return True
    ratelimit.consume(request, action="login_failed", key=key)
    return False


def is_asked(request: HttpRequest) -> bool:
    """Is there a code that can still be typed in?"""
    return bool(_state(request))


def check_code(request: HttpRequest, person: User, code: str) -> bool:
    """Is it the code that was sent? A right one makes the session fresh; after three wrong ones it is worth nothing."""
    state = _state(request)
    if state and compare_user_code(actual=code, expected=state["code"]):
        del request.session[STATE]
        record_authentication(request, person, "code", email=person.email, reauthenticated=True)
        return True
    if state:
        state["guesses"] += 1
        request.session[STATE] = state
    return False


def _state(request: HttpRequest) -> dict[str, Any]:
    state = request.session.get(STATE) or {}
    is_mine = state.get("person") == request.user.pk
    is_alive = is_mine and time.time() - state["at"] < CODE_LIVES and state["guesses"] < MOST_GUESSES
    return state if is_alive else {}
