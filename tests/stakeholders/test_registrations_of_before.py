"""Registrations that were sent in before there were approvals are decided like all others."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.utils import timezone

from activity.models import Due
from approvals.models import Approval
from stakeholders.actions import verify_organisation
from stakeholders.models import Organisation
from tests.people import People
from tests.town import Town

MIGRATION = import_module("stakeholders.migrations.0009_registrations_of_before")


def test_each_gets_an_approval_in_its_state_and_can_be_decided(people: People, town: Town) -> None:
    sent_at = timezone.now() - timedelta(days=30)
    states = {town.firm: "submitted", town.ngo: "returned", town.shop: "verified", town.youth: "suspended"}
    for organisation, state in states.items():
        Organisation.objects.filter(pk=organisation.pk).update(
            state=state, submitted_at=sent_at, return_reason="Lengkapi susunan pengurus." if state == "returned" else ""
        )
    MIGRATION.ask(apps, None)
    made = {approval.object_id: approval for approval in Approval.objects.all()}
    assert {pk: approval.state for pk, approval in made.items()} == {
        town.firm.pk: "waiting",
        town.ngo.pk: "returned",
        town.shop.pk: "granted",
    }
    assert made[town.firm.pk].asked_by == people.bayu
    assert list(made[town.ngo.pk].decisions.values_list("what", flat=True)) == ["asked", "returned"]
    assert Due.objects.get(kind="approvals.late").target_id == made[town.firm.pk].pk
    for organisation in (town.firm, town.ngo):
        verify_organisation(organisation=organisation, by=people.putri)
    assert set(Approval.objects.values_list("state", flat=True)) == {"granted"}
