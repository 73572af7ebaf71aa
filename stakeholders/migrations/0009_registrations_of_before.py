"""Registrations that were sent in before there were approvals get theirs: those that wait, with a clock of their own, and
those that were verified, so that their history and the mean handling time begin with what is known."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import migrations
from django.utils import timezone

from commons.calendar import WorkingDays, end_of

KIND, DAYS = "stakeholders.organisation", 5
STATES = {"submitted": "waiting", "returned": "returned", "verified": "granted"}


def ask(apps: Any, schema_editor: Any) -> None:
    Organisation = apps.get_model("stakeholders", "Organisation")
    Membership = apps.get_model("stakeholders", "Membership")
    Approval, Decision = apps.get_model("approvals", "Approval"), apps.get_model("approvals", "Decision")
    for organisation in Organisation.objects.filter(state__in=STATES, submitted_at__isnull=False).order_by("pk"):
        state = STATES[organisation.state]
        sender = Membership.objects.filter(organisation=organisation, role="manager").order_by("pk").first()
        sent_at, decided_at = organisation.submitted_at, None
        if state != "waiting":
            decided_at = max(organisation.verified_at or sent_at, sent_at)
        approval = Approval.objects.create(
            kind=KIND,
            object_id=organisation.pk,
            audience_id=organisation.audience_id,
            thread_id=organisation.thread_id,
            state=state,
            asked_by_id=sender.person_id if sender else None,
            asked_at=sent_at,
            due_at=_due(sent_at),
            decided_by_id=organisation.verified_by_id if state == "granted" else None,
            decided_at=decided_at,
            reason=organisation.return_reason if state == "returned" else "",
        )
        Decision.objects.create(approval=approval, what="asked", by_id=approval.asked_by_id, at=sent_at)
        if state == "waiting":
            _remind(apps, approval)
        if decided_at is not None:
            what, reason = ("granted", "") if state == "granted" else ("returned", approval.reason)
            Decision.objects.create(
                approval=approval, what=what, by_id=approval.decided_by_id, at=decided_at, reason=reason
            )


def _remind(apps: Any, approval: Any) -> None:
    """When its clock has run out, the leader hears of it."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="approvals", model="approval"
    )
    apps.get_model("activity", "Due").objects.create(
        kind="approvals.late",
        target_type_id=kind.pk,
        target_id=approval.pk,
        occasion="late",
        due_at=approval.due_at,
        useful_until=approval.due_at + timedelta(days=365),
    )


def _due(sent_at: Any) -> Any:
    """The calendar's national days; what staff wrote over them may have other columns by the time this runs."""
    day = timezone.localtime(sent_at, timezone.get_default_timezone()).date()
    return max(end_of(WorkingDays().add(day, DAYS)), sent_at + timedelta(minutes=1))


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0003_told_numbers"),
        ("approvals", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("stakeholders", "0008_approvals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
