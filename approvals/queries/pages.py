"""The queue of the office, and the page of one approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from approvals.models import Approval, ApprovalQuerySet
from approvals.queries.histories import Entry, entries_of
from approvals.queries.names import names_of
from commons import contributions, formats
from commons.approvable import Approvable
from commons.calendar import WorkingDays, working_days
from commons.chips import Chip

WAITING, LATE, RETURNED, DECIDED = "", "terlambat", "dikembalikan", "selesai"
TABS = {
    WAITING: gettext_lazy("Menunggu"),
    LATE: gettext_lazy("Terlambat"),
    RETURNED: gettext_lazy("Dikembalikan"),
    DECIDED: gettext_lazy("Selesai"),
}
State = Approval.State
LOOKS = {
    State.WAITING: ("info", "clock"),
    State.GRANTED: ("ok", "badge-check"),
    State.RETURNED: ("gold", "pencil"),
    State.REFUSED: ("danger", "circle-x"),
    State.UNDONE: ("", "undo-2"),
    State.WITHDRAWN: ("neutral", "reply"),
}


@dataclass(frozen=True)
class Tab:
    """A part of the queue, with how many there are."""

    label: str
    url: str
    current: bool
    count: int


@dataclass(frozen=True)
class Row:
    """A line of the queue."""

    url: str
    title: str
    detail: str
    end: str
    chip: Chip


@dataclass(frozen=True)
class ApprovalPage:
    """`used` of `days` working days are gone; `part` is how much of the clock that is, in percent."""

    title: str
    kind: Approvable
    action: str  # on the button that grants its present step
    chips: list[Chip]
    facts: list[tuple[str, str]]
    used: int
    part: int
    steps: list[dict[str, str]]
    entries: list[Entry]


def _is_late(now: datetime) -> Q:
    return Q(state=State.WAITING, due_at__lt=now)


def _in_tab(now: datetime) -> dict[str, Q]:
    return {
        WAITING: Q(state=State.WAITING),
        LATE: _is_late(now),
        RETURNED: Q(state=State.RETURNED),
        DECIDED: Q(state__in=[*Approval.DECIDED, State.UNDONE, State.WITHDRAWN]),
    }


def approvals_in(tab: str, user: Any) -> ApprovalQuerySet:
    """What this person may see of one part of the queue."""
    found: ApprovalQuerySet = Approval.objects.visible_to(user).filter(_in_tab(timezone.now())[tab])
    return found.select_related("asked_by")


def order(tab: str) -> tuple[str, ...]:
    """What is due first in front; of what is decided the newest."""
    return ("-decided_at", "-pk") if tab == DECIDED else ("due_at", "pk")


def tabs(user: Any, path: str, current: str) -> list[Tab]:
    """All parts with their numbers, in one query."""
    counts = {f"n{n}": Count("pk", filter=part) for n, part in enumerate(_in_tab(timezone.now()).values())}
    numbers = list(Approval.objects.visible_to(user).aggregate(**counts).values())
    return [
        Tab(str(label), f"{path}?tampil={name}" if name else path, name == current, number)
        for (name, label), number in zip(TABS.items(), numbers, strict=True)
    ]


def rows(approvals: Iterable[Approval]) -> list[Row]:
    """Two queries whatever their number, and one a kind of thing."""
    approvals, now = list(approvals), timezone.now()
    names, calendar = names_of((a.kind, a.object_id) for a in approvals), working_days() if approvals else None
    return [_row(a, names.get((a.kind, a.object_id), "–"), calendar, now) for a in approvals]


def _row(approval: Approval, title: str, calendar: WorkingDays | None, now: datetime) -> Row:
    kind = contributions.one(Approvable, approval.kind)
    by = _("diajukan %(who)s") % {"who": approval.asked_by} if approval.asked_by else ""
    detail = " · ".join(part for part in (str(kind.label), by) if part)
    if approval.decided_at is not None:
        end = formats.short_date(approval.decided_at)
    else:
        age = calendar.between(_day(approval.asked_at), _day(now)) if calendar else 0
        end = _("%(age)s, batas %(date)s") % {"age": _in_days(age), "date": formats.short_date(approval.due_at)}
    return Row(approval.get_absolute_url(), title, detail, end, chip(approval, now))


def chip(approval: Approval, now: datetime) -> Chip:
    if approval.is_late(now):
        return Chip(_("Terlambat"), "danger", "circle-alert")
    return Chip(approval.get_state_display(), *LOOKS[State(approval.state)])


def _in_days(number: int) -> str:
    return ngettext("%(n)s hari kerja", "%(n)s hari kerja", number) % {"n": number}


def _day(moment: datetime) -> Any:
    """The date at the office."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def approval_page(approval: Approval) -> ApprovalPage:
    """One approval with its history: three queries."""
    now, kind = timezone.now(), contributions.one(Approvable, approval.kind)
    used = working_days().between(_day(approval.asked_at), _day(approval.decided_at or now))
    names = names_of([(approval.kind, approval.object_id)])
    return ApprovalPage(
        title=names.get((approval.kind, approval.object_id), "–"),
        kind=kind,
        action=str(kind.act_of(approval.step)),
        chips=[chip(approval, now)],
        facts=_facts(approval),
        used=used,
        part=min(100, 100 * used // kind.days),
        steps=_steps(approval, kind),
        entries=entries_of([approval]),
    )


def _facts(approval: Approval) -> list[tuple[str, str]]:
    facts = [
        (_("Diajukan oleh"), str(approval.asked_by) if approval.asked_by else ""),
        (_("Diajukan"), formats.long_date(approval.asked_at)),
        (_("Batas waktu"), formats.long_date(approval.due_at) if approval.is_waiting else ""),
        (_("Diputuskan"), formats.long_date(approval.decided_at) if approval.decided_at else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _steps(approval: Approval, kind: Approvable) -> list[dict[str, str]]:
    """Sent, each step of the office, and the end."""
    labels = [_("Diajukan"), *(str(step) for step in kind.steps), _("Selesai")]
    now = 0 if approval.state == State.RETURNED else 1 + approval.step if approval.is_open else len(labels)
    return [
        {"label": label, "state": "done" if n < now else "now" if n == now else "next"}
        for n, label in enumerate(labels)
    ]
