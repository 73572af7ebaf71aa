"""Two browsers at the same moment: one text wins and the other is shown, nothing is there once too often."""

import pytest

from commons.calendar import today
from commons.editing import digest
from stakeholders.actions.capabilities import add_capability
from stakeholders.models import MOST_CAPABILITIES, Agreement, AgreementChange, Engagement, EngagementEntry
from stakeholders.queries.agreements import facts_of
from tests.guards.at_once import posting, together
from tests.people import People
from tests.stakeholders.dealings import logged, signed
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_f5_of_two_that_save_one_agreement_one_is_shown_the_other(people: People, town: Town) -> None:
    agreement = signed(people, town)
    path, seen = f"/direktori/perjanjian/{agreement.pk}/ubah/", digest(facts_of(agreement))
    form = {
        "kind": "mou", "title": agreement.title, "parties": [town.office.pk, town.firm.pk], "sight": "public",
        "signed_on": str(agreement.signed_on), "seen": seen,
    }  # fmt: skip
    answers = together([posting(one, path, **form, number=one.handle) for one in (people.putri, people.ratna)])
    assert sorted(answers) == [303, 409]
    (change,) = AgreementChange.objects.filter(what="changed").select_related("by")
    assert Agreement.objects.get().number == change.by.handle


def test_an_agreement_is_ended_once(people: People, town: Town) -> None:
    path = f"/direktori/perjanjian/{signed(people, town).pk}/akhiri/"
    form = {"ended_on": str(today()), "end_reason": "Disepakati bersama."}
    assert set(together([posting(one, path, **form) for one in (people.putri, people.ratna)])) <= {303, 403}
    assert AgreementChange.objects.filter(what="ended").count() == 1


def test_there_is_room_for_the_last_capability_only(people: People, town: Town) -> None:
    for n in range(MOST_CAPABILITIES - 1):
        add_capability(organisation=town.firm, by=people.bayu, category="labour", what=f"Relawan {n}")
    path, form = f"/direktori/{town.firm.pk}/kemampuan/tambah/", {"category": "labour", "what": "Relawan terakhir"}
    assert set(together([posting(one, path, **form) for one in (people.bayu, people.putri)])) == {303}
    assert town.firm.capabilities.count() == MOST_CAPABILITIES


def test_the_first_entries_of_two_logs_are_both_the_offices(people: People, town: Town) -> None:
    form = {"kind": "call", "happened_on": str(today()), "summary": "Menelepon humas."}
    deeds = [
        posting(one, f"/direktori/{organisation.pk}/catatan/tulis/", **form)
        for one, organisation in ((people.putri, town.firm), (people.ratna, town.ngo), (people.putri, town.firm))
    ]
    assert set(together(deeds)) == {303}
    assert Engagement.objects.visible_to(people.ratna).count() == 3
    assert Engagement.objects.filter(organisation=town.firm).values("thread").distinct().count() == 1


def test_a_next_step_is_ticked_once(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    path = f"/direktori/{town.firm.pk}/catatan/{engagement.pk}/selesai/"
    assert set(together([posting(one, path) for one in (people.putri, people.ratna)])) == {303}
    said = list(EngagementEntry.objects.values_list("what", flat=True))
    assert said in (["done"], ["done", "undone"])
    assert Engagement.objects.get().is_done == (said == ["done"])
