"""The series of the demo: days are counted from today, so its weekday is that of its first meeting."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db import transaction

from accounts.models import User
from activity.actions import name_thread, open_thread
from commons.demo.content import content, day, moment
from commons.models import Audience
from meetings.actions.making import make_ahead
from meetings.models import MeetingSeries, SeriesInvitee
from meetings.recurrence import weekly
from stakeholders.models import Organisation

EVERY = 4  # weeks
TIMES = 6  # two more than the content tells of


def series(row: dict[str, Any], people: Mapping[str, User], organisations: Mapping[str, Organisation]) -> MeetingSeries:
    """As the content says; what is there already is left alone."""
    uid = f"contoh-{row['key']}@contoh.example"
    found = MeetingSeries.objects.filter(uid=uid).first()
    if found is not None:
        return found
    host, chair, caller = organisations[row["organiser"]], people[row["chair"]], people[row["minute_taker"]]
    hour, minute = row["time"].split(".")
    audience = Audience.objects.create(visibility=row["visibility"])
    thread = open_thread("meetings.series", audience, host.thread)
    made = MeetingSeries.objects.create(
        uid=uid,
        title=row["title"],
        host=host,
        chair=chair,
        minute_taker=caller,
        place=row["place"],
        rule=weekly(EVERY, [day(row["start_day"]).weekday()]),
        starts_on=day(row["start_day"]),
        starts=time(int(hour), int(minute)),
        minutes=row["duration_minutes"],
        zone=row["zone"],
        count=TIMES,
        made_until=day(max(one["day"] for one in content()["meetings"] if one["series"] == row["key"])),
        called_by=caller,
        called_at=moment(row["start_day"] - 14),
        audience=audience,
        thread=thread,
    )
    name_thread(thread, made)
    asked: list[dict[str, Any]] = [
        {"person": chair},
        *({"organisation": organisations[key]} for key in row["invite_orgs"]),
    ]
    SeriesInvitee.objects.bulk_create(SeriesInvitee(series=made, invited_by=caller, **who) for who in asked)
    return made


@transaction.atomic
def go_on(made: MeetingSeries) -> None:
    """Its meetings that the content does not tell of."""
    make_ahead(made)
