"""Links in mails: the raw token is in the mail alone, the database keeps its hash.

Mint while the mail is composed, so that the raw token rests nowhere; look up with `find`; act inside the transaction in
which `use` said yes.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from mail.models import MailToken

UNDO = "mail.undo"  # the purpose of a link that takes back what another link did


@dataclass(frozen=True)
class Wanted:
    """A token to be minted: what it opens, for whom or which address, on what, for how long."""

    purpose: str
    life: timedelta
    person: Any = None
    address: str = ""
    target: Any = None
    data: dict[str, Any] = field(default_factory=dict)


def mint(
    purpose: str, *, person: Any = None, address: str = "", target: Any = None, life: timedelta, **data: Any
) -> str:
    """The raw token of a new link; this is the only time it can be known."""
    return mint_all([Wanted(purpose, life, person, address, target, data)])[0]


def mint_all(wanted: Iterable[Wanted]) -> list[str]:
    """The raw tokens of many links, in the order asked, written by one INSERT."""
    now = timezone.now()
    raws, rows = [], []
    for one in wanted:
        raws.append(secrets.token_urlsafe(24))
        rows.append(
            MailToken(
                digest=_digest(raws[-1]),
                purpose=one.purpose,
                person=one.person,
                address=one.address or (one.person.email or "" if one.person else ""),
                target=one.target,
                data=one.data,
                expires_at=now + one.life,
            )
        )
    MailToken.objects.bulk_create(rows, batch_size=500)
    return raws


def find(raw: str, *purposes: str) -> MailToken | None:
    """The usable token of one of these purposes. Unknown, used, revoked, expired: None, after the same one query."""
    usable = MailToken.objects.usable().filter(digest=_digest(raw), purpose__in=purposes)
    return usable.select_related("person").first()


def use(token: MailToken) -> bool:
    """Use it up, in the caller's transaction; False when somebody else did, or it ended meanwhile.

    A second click waits here for the first: when that one commits, this one is told no; when it rolls back, yes.
    """
    return MailToken.objects.usable().filter(pk=token.pk).update(used_at=timezone.now()) == 1


def revoke(purpose: str, target: Model) -> int:
    """Every link of this purpose to this thing ends; the number of those that were still usable."""
    return MailToken.objects.usable().about(purpose, target).update(revoked_at=timezone.now())


def revoke_of(person: Any) -> int:
    """Every link made for this person ends: after a change of address, or when the mailbox is in other hands."""
    return MailToken.objects.usable().filter(person=person).update(revoked_at=timezone.now())


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode(errors="replace")).hexdigest()
