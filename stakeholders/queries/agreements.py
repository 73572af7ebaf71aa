"""Agreements in lists, on an organisation's page, on their own page, and where one is only mentioned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from commons import attachments, formats
from commons.access import can
from commons.calendar import today
from commons.chips import Chip
from commons.contributions import Card
from commons.form_fields import an_id
from commons.models import Attachment
from commons.nested import objects
from stakeholders.models import Agreement, AgreementChange, AgreementParty, AgreementState, Organisation
from stakeholders.models.agreement import SOON
from stakeholders.queries.shown import shown_of

PATH = "/direktori/perjanjian/"
KIND, STATUS, PARTY = "jenis", "status", "organisasi"
NEWEST = ("-signed_on", "-pk")
ENDS = (AgreementState.ENDED, AgreementState.ENDED_EARLY)
LOOK = {
    AgreementState.FUTURE: ("info", "clock"),
    AgreementState.IN_FORCE: ("ok", "badge-check"),
    AgreementState.ENDS_SOON: ("gold", "clock"),
    AgreementState.ENDED: ("", "circle-check"),
    AgreementState.ENDED_EARLY: ("danger", "circle-x"),
}
FACTS = ("kind", "title", "number", "signed_on", "from_on", "until_on", "note", "sight", "ended_on", "end_reason")
CODES: dict[str, Any] = {"kind": Agreement.Kind, "sight": Agreement.Sight}


@dataclass(frozen=True)
class Row:
    """An agreement in a list, in the words that stand there."""

    url: str
    title: str
    kind: str
    parties: str
    period: str
    state: Chip


@dataclass(frozen=True)
class Chosen:
    """What the address of the list says; what nobody knows narrows nothing."""

    kind: str = ""
    status: str = ""
    party: int | None = None

    def link(self, **changed: Any) -> str:
        """The same list with other values; an empty one leaves a parameter out."""
        values = {KIND: self.kind, STATUS: self.status, PARTY: self.party} | changed
        kept = {name: value for name, value in values.items() if value}
        return f"{PATH}?{urlencode(kept)}" if kept else PATH


def chosen(asked: Mapping[str, str]) -> Chosen:
    """Read what was asked."""
    kind, status = asked.get(KIND, ""), asked.get(STATUS, "")
    known = AgreementState.values
    return Chosen(
        kind if kind in Agreement.Kind.values else "", status if status in known else "", an_id(asked.get(PARTY))
    )


def agreement_list(user: Any, asked: Chosen) -> QuerySet[Agreement]:
    """Those in force, unless another state is asked for, as far as this person may know of them."""
    found = _in_state(Agreement.objects.visible_to(user), asked.status, today())
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.party:
        found = found.filter(pk__in=_with_party_seen_by(user, asked.party))
    return found.with_parties(user)


def _with_party_seen_by(user: Any, organisation: int) -> QuerySet[Any]:
    """Narrowing by an organisation that one may not see would tell what it has signed."""
    seen = Organisation.objects.visible_to(user).filter(pk=organisation)
    return AgreementParty.objects.filter(organisation__in=seen).values("agreement")


def _in_state(found: Any, status: str, on: date) -> Any:
    if status == AgreementState.FUTURE:
        return found.filter(from_on__gt=on, ended_on=None)
    if status in ENDS:
        return found.filter(Q(ended_on__isnull=False) | Q(until_on__lt=on))
    soon = status == AgreementState.ENDS_SOON
    return found.in_force(on).filter(until_on__lte=on + SOON) if soon else found.in_force(on)


def rows(agreements: Iterable[Any]) -> list[Row]:
    """Of `AgreementQuerySet.with_parties`."""
    return [
        Row(
            url=one.get_absolute_url(),
            title=one.title,
            kind=str(one.get_kind_display()),
            parties=", ".join(one.shown_parties),
            period=period(one),
            state=state_chip(one),
        )
        for one in agreements
    ]


def state_chip(agreement: Agreement) -> Chip:
    return Chip(str(agreement.state.label), *LOOK[agreement.state])


def period(agreement: Agreement) -> str:
    """`1 Jan 2026 – 31 Des 2027`, or without an end."""
    parts = {"start": formats.short_date(agreement.from_on)}
    last = agreement.ended_on or agreement.until_on
    if last is None:
        return _("Sejak %(start)s, tanpa batas waktu") % parts
    return f"{parts['start']} – {formats.short_date(last)}"


@dataclass(frozen=True)
class Choices:
    """The filters above the list."""

    statuses: list[Chip]
    kinds: list[Chip]
    parties: list[tuple[str, str]]


def choices(user: Any, asked: Chosen) -> Choices:
    """One query: the organisations that this person may see beside an agreement that they may know of."""
    known = AgreementParty.objects.filter(agreement__in=Agreement.objects.visible_to(user))
    parties = Organisation.objects.visible_to(user).filter(pk__in=known.values("organisation")).by_name()
    return Choices(
        statuses=list(_statuses(asked)),
        kinds=[
            Chip(_("Semua jenis"), url=asked.link(**{KIND: ""}), current=not asked.kind),
            *(Chip(str(k.label), url=asked.link(**{KIND: k.value}), current=asked.kind == k) for k in Agreement.Kind),
        ],
        parties=[(str(pk), name) for pk, name in parties.values_list("pk", "name")],
    )


def _statuses(asked: Chosen) -> Iterator[Chip]:
    shown = asked.status if asked.status not in (AgreementState.ENDED_EARLY,) else AgreementState.ENDED
    for state in (AgreementState.IN_FORCE, AgreementState.ENDS_SOON, AgreementState.FUTURE, AgreementState.ENDED):
        value = "" if state == AgreementState.IN_FORCE else state.value
        current = state == (shown or AgreementState.IN_FORCE)
        yield Chip(str(state.label), icon=LOOK[state][1], url=asked.link(**{STATUS: value}), current=current)


def panel_of_organisation(organisation: Organisation, user: Any) -> dict[str, Any] | None:
    """What it has signed, newest first; staff may record one more."""
    shown = rows(objects(Agreement, shown_of(organisation, user)["agreements"]))
    keeps = bool(can(user, "stakeholders.keep_agreements"))
    if not shown and not keeps:
        return None
    more = f"{PATH}?{urlencode({PARTY: organisation.pk})}" if shown else ""
    keep_url = f"{PATH}baru/?{urlencode({PARTY: organisation.pk})}" if keeps else ""
    return {"rows": shown, "more": more, "keep_url": keep_url}


@dataclass(frozen=True)
class AgreementPage:
    """All that the page of an agreement shows. `others` are parties whose name this reader may not know."""

    state: Chip
    period: str
    parties: list[Organisation]
    others: int
    documents: list[Attachment]
    history: list[dict[str, Any]] | None


def agreement_page(agreement: Agreement, user: Any) -> AgreementPage:
    """The documents that this person may have; the history for the office and those who speak for a party."""
    parties = list(Organisation.objects.visible_to(user).filter(agreements=agreement).by_name())
    may_look_back = can(user, "stakeholders.read_agreement_history", agreement)
    return AgreementPage(
        state=state_chip(agreement),
        period=period(agreement),
        parties=parties,
        others=agreement.parties.count() - len(parties),
        documents=list(attachments.served_to(user).filter(pk__in=agreement.documents.values("pk"))),
        history=_history(agreement) if may_look_back else None,
    )


def _history(agreement: Agreement) -> list[dict[str, Any]]:
    """As the entries of a timeline."""
    found = agreement.changes.select_related("by").order_by("-pk")
    return [
        {
            "title": f"{one.get_what_display()} · {one.by.display_name}",
            "text": "; ".join(_said(*change) for change in one.changes),
            "at": formats.stamp(one.at),
            "iso": formats.iso(one.at),
            "icon": "circle-x" if one.what == AgreementChange.What.ENDED else "history",
            "tone": "",
        }
        for one in found
    ]


def _said(name: str, before: Any, after: Any) -> str:
    """`Berlaku sampai: 31 Des 2026 → 31 Des 2027`."""
    labels = {"parties": _("Pihak"), "kept": _("Dokumen"), "ended_on": _("Diakhiri"), "sight": _("Terlihat oleh")}
    label = labels.get(name) or Agreement._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return f"{label}: {_worded(name, before)} → {_worded(name, after)}"


def _worded(name: str, value: Any) -> str:
    if not value:
        return "–"
    if isinstance(value, list):
        return ", ".join(value)
    if name in CODES:
        return str(CODES[name](value).label) if value in CODES[name].values else value
    day = parse_date(value) if name.endswith("_on") else None
    return formats.short_date(day) if day else value


def facts_of(agreement: Agreement) -> dict[str, Any]:
    """What the form of an agreement begins with; `kept` are its documents."""
    return {
        **{name: getattr(agreement, name) for name in FACTS},
        "parties": agreement.parties.all(),
        "kept": agreement.documents.filter(hidden_at=None),
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[list[Any]]:
    """Field, before, after, as plain values that last: what is named later is named as it was."""
    pairs = [(name, _lasting(before[name]), _lasting(after[name])) for name in after]
    return [[name, was, now] for name, was, now in pairs if was != now]


def _lasting(value: Any) -> Any:
    if isinstance(value, QuerySet | Sequence) and not isinstance(value, str):
        return sorted(str(one) for one in value if isinstance(one, Model))
    return value.isoformat() if isinstance(value, date) else str(value or "")


def agreement_cards(ids: Iterable[int], user: Any) -> dict[int, Card]:
    """Agreements where they are only mentioned; those the person may not know of are left out."""
    return {
        one.pk: Card(
            one.pk,
            one.title,
            one.get_absolute_url(),
            str(one.get_kind_display()),
            "handshake",
            {"when": formats.short_date(one.until_on) if one.until_on else ""},
        )
        for one in Agreement.objects.visible_to(user).filter(pk__in=list(ids))
    }
