"""The six digits that prove, beside a link, that one reads the mailbox the link was sent to."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from mail.actions import message, post
from mail.models import MailToken, Message

LIFE = timedelta(minutes=10)
TRIES = 3  # wrong codes, then a new one must be asked for
MOST = 5  # codes a link: with three tries each nobody guesses one of a million


@transaction.atomic
def send(token: MailToken) -> bool:
    """Mail a new code to the token's person; the one before is worth nothing any more. False when there were enough."""
    data = _locked(token).data
    if data.get("codes", 0) >= MOST:
        return False
    code = f"{secrets.randbelow(10**6):06}"
    until = timezone.now() + LIFE
    data |= {"codes": data.get("codes", 0) + 1, "code": {"hash": _hash(token, code), "until": until.isoformat()}}
    _keep(token, data)
    mail = message(
        "mail.act_code",
        key=f"mail.act_code:{token.pk}:{data['codes']}",
        to=token.person,
        priority=Message.Priority.SIGN_IN,
        expires_at=until,
        secret={"code": code},
        minutes=int(LIFE.total_seconds() // 60),
    )
    post([mail])
    return True


@transaction.atomic
def check(token: MailToken, code: str) -> bool:
    """Is it the code that was mailed last, in time? A wrong one counts, also when two arrive at once."""
    data = _locked(token).data
    if not _is_live(data):
        return False
    if constant_time_compare(data["code"]["hash"], _hash(token, code)):
        return True
    data["code"]["wrong"] = data["code"].get("wrong", 0) + 1
    _keep(token, data)
    return False


def is_awaited(token: MailToken) -> bool:
    """A code is on its way or in the mailbox, and can still be typed."""
    return _is_live(token.data)


def _is_live(data: dict[str, Any]) -> bool:
    code = data.get("code")
    if code is None:
        return False
    return code.get("wrong", 0) < TRIES and datetime.fromisoformat(code["until"]) > timezone.now()


def _locked(token: MailToken) -> MailToken:
    return MailToken.objects.select_for_update(of=("self",)).get(pk=token.pk)


def _keep(token: MailToken, data: dict[str, Any]) -> None:
    token.data = data
    token.save(update_fields=["data"])


def _hash(token: MailToken, code: str) -> str:
    """With the site's key: a million plain hashes are soon tried."""
    return salted_hmac("mail.act_code", f"{token.pk}:{code}", algorithm="sha256").hexdigest()
