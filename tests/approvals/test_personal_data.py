"""A person's copy of what they asked and decided, and what is left when they go."""

from approvals import personal_data
from approvals.actions import grant
from approvals.models import Approval, Decision, Deputy
from tests.approvals.conftest import deputy
from tests.people import People


def test_the_copy_holds_what_one_asked_decided_and_stood_in_for(people: People, approval: Approval) -> None:
    deputy(people.dewi, people.ratna)
    grant(approval=approval, by=people.dewi)
    assert [one["state"] for one in personal_data.export(people.rizky)["asked"]] == ["granted"]
    copy = personal_data.export(people.dewi)
    assert [one["what"] for one in copy["decisions"]] == ["granted"]
    assert [one["office"] for one in copy["deputy"]] == ["lurah"]


def test_who_goes_stands_in_for_nobody_and_what_was_decided_stays(people: People, approval: Approval) -> None:
    deputy(people.dewi, people.ratna)
    grant(approval=approval, by=people.dewi)
    personal_data.erase(people.dewi)
    assert not Deputy.objects.current().exists()
    assert Decision.objects.filter(by=people.dewi).count() == 1
