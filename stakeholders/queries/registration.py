"""Where the registration of an organisation stands, and what the office did to it since."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from approvals.models import Approval
from approvals.queries import Entry, HandlingTime, history_from
from approvals.queries import handling_time as time_for
from commons import formats
from commons.access import can
from commons.drawn import kept_for_the_minute
from commons.nested import objects
from stakeholders.models import REGISTRATION, Organisation, StateChange
from stakeholders.queries.organisations import people_of
from stakeholders.queries.shown import shown_of

State = Organisation.State
LOOKS = {
    State.VERIFIED: ("badge-check", "ok"),
    State.SUSPENDED: ("circle-pause", "gold"),
    State.ARCHIVED: ("history", "gold"),
}


def names_of(ids: Iterable[int]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def registration_of(organisation: Organisation) -> Approval | None:
    """What is not decided yet about it."""
    found: Approval | None = Approval.objects.about(REGISTRATION, organisation.pk).open().first()
    return found


def handling_time() -> HandlingTime:
    """How long the office takes to check one; the same for everybody, so it is asked once a minute."""
    return kept_for_the_minute(lambda: time_for(REGISTRATION), "stakeholders.handling_time")


def panel_of_approval(approval: Approval, user: Any) -> dict[str, Any] | None:
    """On the page of the approval: what its people wrote. Who may read that page may read it, also without the page
    of the organisation (somebody who stands in for the leader)."""
    if approval.kind != REGISTRATION:
        return None
    found = Organisation.objects.for_page(user).filter(pk=approval.object_id).first()
    if found is None:
        return None
    asked_before = found.return_reason if approval.is_waiting else ""
    return {"organisation": found, "people": people_of(found), "asked_before": asked_before}


def panel_of_registration(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """On its own page, for its people and the office: when it was sent, until when it is checked, who decided what."""
    if not can(user, "stakeholders.read_people", organisation):
        return None
    shown = shown_of(organisation, user)
    history = history_from(shown["approvals"])
    changes = [_entry(change) for change in objects(StateChange, shown["changes"])]
    if history is None and not changes:
        return None
    return {
        "approval": None if history is None else history.newest,
        "entries": [*changes, *([] if history is None else history.entries)],
    }


def _entry(change: StateChange) -> Entry:
    icon, tone = LOOKS.get(State(change.after), ("history", "info"))
    words = {"what": change.get_after_display(), "who": change.author}
    at = change.created_at
    return Entry(_("%(what)s oleh %(who)s") % words, change.reason, formats.stamp(at), formats.iso(at), icon, tone)
