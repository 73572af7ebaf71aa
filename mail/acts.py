"""Acts that a link in a mail leads to: what the link asks, and doing it or undoing it.

The link names a person, an act and a thing. The person's right is asked when the page is shown and again, on a fresh
standing, in the transaction that acts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from commons import contributions
from commons.access import Verdict, can, ensure
from commons.telling import MailAct
from mail import tokens
from mail.actions import message, post
from mail.models import MailToken


class Gone(Exception):
    """The link was used, was taken back, has expired, or never was; or its thing or person is gone."""


@dataclass(frozen=True)
class Asked:
    """What a usable link asks for."""

    token: MailToken
    act: MailAct
    target: Any

    @property
    def person(self) -> Any:
        return self.token.person

    @property
    def is_undo(self) -> bool:
        return self.token.purpose == tokens.UNDO

    @property
    def is_binding(self) -> bool:
        return self.act.binding and not self.is_undo

    def fields(self, data: Any = None, files: Any = None) -> Any:
        """The act's own form, with what was sent; None where it has none, or where nothing may be sent any more."""
        if self.is_undo or self.act.form is None or not self.verdict:
            return None
        return self.act.form(person=self.person, target=self.target, data=data, files=files)

    def asks_code(self, data: Mapping[str, str]) -> bool:
        """Does what was typed bind, though this act does not always?"""
        return not self.is_undo and self.act.binds is not None and self.act.binds(data)

    @property
    def verdict(self) -> Verdict:
        """May the person still? Taking back what was done in one's name is always allowed."""
        return Verdict(True) if self.is_undo else can(self.person, self.act.rule, self.target)


def link(code: str, *, person: Any, target: Model) -> str:
    """The path of a new link to this act, for a mail that is being composed."""
    return links([(code, person, target)])[0]


def links(wanted: Iterable[tuple[str, Any, Model]]) -> list[str]:
    """Paths of new links for many acts, persons and targets, by one INSERT, in the order asked."""
    acts = ((contributions.one(MailAct, code), person, target) for code, person, target in wanted)
    minted = tokens.mint_all(tokens.Wanted(a.code, a.life, person=p, target=t) for a, p, t in acts)
    return [path(raw) for raw in minted]


def path(raw: str) -> str:
    return reverse("mail:act_detail", args=[raw])


def find(raw: str) -> Asked | None:
    """What this link asks, while it can be done. Every reason why it can't looks the same."""
    offered = {act.code: act for act in contributions.all_of(MailAct)}
    token = tokens.find(raw, tokens.UNDO, *offered)
    if token is None or not _still_reaches(token):
        return None
    act = offered.get(token.data.get("act", "") if token.purpose == tokens.UNDO else token.purpose)
    target = token.target if token.purpose == tokens.UNDO else _seen_target(token)
    return Asked(token, act, target) if act is not None and target is not None else None


def _seen_target(token: MailToken) -> Any:
    """The thing, while the person may know of it: what was hidden since answers like what is not there."""
    model = token.target_type.model_class() if token.target_type is not None else None
    if model is None:
        return None
    return model.objects.visible_to(token.person).filter(pk=token.target_id).first()  # type: ignore[attr-defined]


def _still_reaches(token: MailToken) -> bool:
    """The person is there, and has not left the address that the link was mailed to."""
    person = token.person
    return person is not None and person.is_active and (person.email or "").lower() == token.address.lower()


@transaction.atomic
def perform(asked: Asked, data: dict[str, Any]) -> Any:
    """Use the link up and do what it asks, in one transaction; returns what the act returned.

    What can be taken back is told to the person, by a mail that undoes it. Locks the token: a second click waits.

    Raises:
        Gone: somebody was quicker.
        Refused: the right has ended, or the thing does not allow it any more; the link stays usable.
        ValidationError: what was typed is not enough; the link stays usable.
    """
    if not tokens.use(asked.token):
        raise Gone
    if asked.is_undo:
        assert asked.act.undo is not None, "an act without undo is told to nobody"
        return asked.act.undo(person=asked.person, target=asked.target, data=data)
    ensure(asked.person, asked.act.rule, asked.target)
    result = asked.act.perform(person=asked.person, target=asked.target, data=data)
    if not asked.act.binding:
        _tell(asked, about=result if isinstance(result, Model) else asked.target)
    return result


def _tell(asked: Asked, about: Model) -> None:
    key = f"mail.act_done:{asked.token.pk}"
    post([message("mail.act_done", key=key, to=asked.person, about=about, act=asked.act.code)])
