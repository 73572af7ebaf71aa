"""The agreements, capabilities and contacts of the demo."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import User
from commons.demo import Counted, Town, counted
from commons.demo.content import areas, content, day
from stakeholders.actions.agreements import keep_agreement
from stakeholders.actions.engagements import log_engagement
from stakeholders.models import Agreement, Capability, Category, Engagement, Organisation

People = Mapping[str, User]
Organisations = Mapping[str, Organisation]


def load(town: Town) -> dict[str, Agreement]:
    """By their title; what is there already is left alone."""
    people, organisations = town["accounts.person"], town["stakeholders.organisation"]
    for row in content()["capabilities"]:
        _capability(row, organisations[row["org"]])
    for row in content()["engagements"]:
        _engagement(row, people, organisations[row["org"]])
    return {row["title"]: _agreement(row, people, organisations) for row in content()["agreements"]}


def counts() -> Iterator[Counted]:
    """Of each kind."""
    yield from counted("agreement", Agreement.objects.all(), "kind", Agreement.Kind.values)
    yield from counted("capability", Capability.objects.all(), "category", Category.values)
    yield from counted("engagement", Engagement.objects.all(), "kind", Engagement.Kind.values)


def _agreement(row: dict[str, Any], people: People, organisations: Organisations) -> Agreement:
    found = Agreement.objects.filter(title=row["title"]).first()
    if found is not None:
        return found
    return keep_agreement(
        by=people[row["by"]],
        parties=[organisations[key] for key in row["parties"]],
        signed_on=day(row["signed_day"]),
        from_on=day(row["signed_day"]),
        until_on=None if row["until_day"] is None else day(row["until_day"]),
        **{name: row[name] for name in ("title", "kind", "number", "sight", "note")},
    )


def _capability(row: dict[str, Any], organisation: Organisation) -> None:
    if organisation.capabilities.filter(what=row["what"]).exists():
        return
    facts = {name: row[name] for name in ("category", "what", "amount", "unit", "amount_idr") if name in row}
    until_on = day(row["until_day"]) if "until_day" in row else None
    made = Capability.objects.create(organisation=organisation, until_on=until_on, **facts)
    made.areas.set(areas(row.get("area", [])))


def _engagement(row: dict[str, Any], people: People, organisation: Organisation) -> None:
    if Engagement.objects.filter(organisation=organisation, summary=row["summary"]).exists():
        return
    by = people[row["by"]]
    log_engagement(
        organisation=organisation,
        by=by,
        happened_on=day(row["day"]),
        ours=[by],
        theirs=[people[key] for key in row["theirs"]],
        kind=row["kind"],
        summary=row["summary"],
        next_step=row["next_step"],
        owner=by if row["next_step"] else None,
        due_on=None if row["due_day"] is None else day(row["due_day"]),
    )
