"""The office's log: written, corrected within a day, added to; its next steps remind; the silent are found."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import tell_next_due
from activity.models import Activity, Due
from commons.access import Refused
from commons.audience import remove_from_group
from commons.calendar import at, today
from notifications.fanout import dispatch
from notifications.models import Notification
from stakeholders.actions import register_organisation, suspend_organisation
from stakeholders.actions.engagements import add_to_engagement, correct_engagement, log_engagement, tick_next_step
from stakeholders.models import Engagement, EngagementEntry, Organisation
from stakeholders.queries.engagements import facts_of, waiting_steps
from tests.people import People, signed_in
from tests.stakeholders.dealings import SECRET, ahead, logged
from tests.town import Town

NEXT = "stakeholders.next_step_due"
SILENT = "/direktori/belum-dihubungi/"


def log(town: Town) -> str:
    return f"/direktori/{town.firm.pk}/catatan/"


def age(engagement: Engagement, **by: int) -> None:
    """Written so long ago; the trigger that keeps the time is asked to look away."""
    with pgtrigger.ignore("stakeholders.Engagement:engagement_keeps_its_author"):
        Engagement.objects.filter(pk=engagement.pk).update(created_at=timezone.now() - timedelta(**by))


def corrected(engagement: Engagement, by: Any, **facts: Any) -> Engagement:
    now = facts_of(engagement)
    now["owner"] = engagement.owner
    return correct_engagement(engagement=engagement, by=by, **(now | facts))


def test_staff_write_down_what_was_said(people: People, town: Town) -> None:
    form = {
        "kind": "visit",
        "happened_on": str(today()),
        "ours": [people.putri.pk],
        "theirs": [people.bayu.pk],
        "names": "Pak Satpam",
        "summary": "Melihat sumur bor.",
        "next_step": "Minta denah",
        "owner": people.ratna.pk,
        "due_on": str(ahead(5)),
    }
    browser = signed_in(people.putri)
    assert browser.post(f"{log(town)}tulis/", form).status_code == 303
    shown = browser.get(log(town)).content.decode()
    for word in ("Melihat sumur bor.", "Pak Satpam", "Bayu Prasetyo", "Minta denah", "Ratna"):
        assert word in shown
    assert "Melihat sumur bor." in browser.get(town.firm.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"happened_on": str(ahead(400))},
        {"summary": ""},
        {"next_step": "Tanpa tenggat"},
        {"due_on": "2026-02-31"},
        {"owner": "0"},
        {"theirs": ["999999"]},
    ],
)
def test_what_does_not_fit_is_said(people: People, town: Town, wrong: dict[str, Any]) -> None:
    form = {"kind": "call", "happened_on": str(today()), "summary": "Menelepon humas."} | wrong
    assert signed_in(people.putri).post(f"{log(town)}tulis/", form).status_code == 422
    assert not Engagement.objects.exists()


def test_what_is_still_to_come_is_no_contact(people: People, town: Town) -> None:
    with pytest.raises(Refused):
        logged(people, town.firm, happened_on=ahead(1))


def test_its_author_corrects_it_within_a_day_and_what_stood_there_stays(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    with pytest.raises(Refused):
        corrected(engagement, people.ratna, summary="Bukan tulisannya.")
    corrected(engagement, people.putri, summary="Membahas pompa.")
    entry = EngagementEntry.objects.get()
    assert (entry.what, entry.before["summary"]) == ("corrected", f"Membahas pipa {SECRET}.")
    shown = signed_in(people.ratna).get(log(town)).content.decode()
    assert "Membahas pompa." in shown
    assert f"Membahas pipa {SECRET}." in shown


def test_after_a_day_one_adds_and_neither_author_nor_application_rewrites(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    age(engagement, hours=25)
    engagement.refresh_from_db()
    with pytest.raises(Refused):
        corrected(engagement, people.putri, summary="Terlambat.")
    assert signed_in(people.putri).get(f"{log(town)}{engagement.pk}/ubah/").status_code == 403
    for wrong in (
        lambda: Engagement.objects.update(summary="Diam-diam"),
        lambda: Engagement.objects.update(happened_on=ahead(-3)),
        lambda: Engagement.objects.update(author=people.ratna),
        lambda: Engagement.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    add_to_engagement(engagement=engagement, by=people.ratna, text="Ternyata pipanya baru.")
    for wrong in (lambda: EngagementEntry.objects.update(text="x"), lambda: EngagementEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    assert "Ternyata pipanya baru." in signed_in(people.putri).get(log(town)).content.decode()


def test_f5_a_correction_over_a_correction_is_shown(people: People, town: Town) -> None:
    engagement = logged(people, town.firm, next_step="", owner=None, due_on=None)
    browser = signed_in(people.putri)
    path = f"{log(town)}{engagement.pk}/ubah/"
    seen = browser.get(path).context["form"].fields["seen"].initial
    form = {"kind": "call", "happened_on": str(today()), "ours": [people.putri.pk], "seen": seen}
    assert browser.post(path, form | {"summary": "Dari jendela satu."}).status_code == 303
    answer = browser.post(path, form | {"summary": "Dari jendela dua."})
    assert answer.status_code == 409
    assert "Dari jendela satu." in answer.content.decode()
    assert Engagement.objects.get().summary == "Dari jendela satu."


# The next step


def say() -> str:
    Due.objects.filter(kind=NEXT).update(due_at=timezone.now() - timedelta(minutes=1))
    while tell_next_due():
        pass
    return Due.objects.get(kind=NEXT).outcome


def reminded() -> set[int]:
    return set(Notification.objects.filter(activity__verb=NEXT).values_list("person", flat=True))


def steps() -> set[int]:
    """Whom a next step waits for."""
    everybody = list(User.objects.values_list("pk", flat=True))
    return {row.person_id for row in waiting_steps(timezone.now(), everybody)}


def test_its_owner_is_reminded_on_the_day_once(people: People, town: Town) -> None:
    logged(people, town.firm)
    assert Due.objects.get(kind=NEXT).due_at == at(ahead(10), 8)
    assert steps() == {people.ratna.pk}
    assert say() == "told"
    assert not tell_next_due()
    dispatch()
    assert reminded() == {people.ratna.pk}


def test_done_it_waits_for_nobody_and_undone_it_waits_again(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    path = f"{log(town)}{engagement.pk}/selesai/"
    browser = signed_in(people.putri)
    assert browser.post(path).status_code == 303
    assert steps() == set()
    assert not Due.objects.filter(kind=NEXT).exists()
    assert browser.post(path).status_code == 303
    assert steps() == {people.ratna.pk}
    assert Due.objects.filter(kind=NEXT, done_at=None).exists()
    assert list(EngagementEntry.objects.values_list("what", flat=True)) == ["done", "undone"]
    tick_next_step(engagement=engagement, by=people.putri, is_done=False)
    assert EngagementEntry.objects.count() == 2


def test_o2_who_left_the_office_is_told_nothing_any_more(people: People, town: Town) -> None:
    logged(people, town.firm, owner=people.putri)
    remove_from_group(people.putri, people.putri.groups.get(name="staff"))
    assert steps() == set()
    assert say() == "told"
    dispatch()
    assert reminded() == set()


def test_a_correction_moves_or_ends_the_reminder(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    corrected(engagement, people.putri, due_on=ahead(20))
    assert Due.objects.get(kind=NEXT).due_at == at(ahead(20), 8)
    corrected(Engagement.objects.get(), people.putri, next_step="", owner=None, due_on=None)
    assert not Due.objects.filter(kind=NEXT).exists()
    assert Activity.objects.filter(verb=NEXT).count() == 0


# The silent


def test_who_has_not_been_contacted_for_90_days_is_listed(people: People, town: Town) -> None:
    logged(people, town.firm, happened_on=ahead(-90))
    logged(people, town.ngo, happened_on=ahead(-91))
    logged(people, town.ngo, happened_on=ahead(-300))
    suspend_organisation(organisation=town.shop, by=people.putri, reason="Pengurus tidak dapat dihubungi.")
    Organisation.objects.filter(pk=town.youth.pk).update(state="archived")
    Organisation.objects.filter(name="Kelurahan Tanjung Barat").update(kind="kelurahan")
    browser = signed_in(people.putri)
    rows = browser.get(SILENT).context["rows"]
    assert [row.title for row in rows] == ["Pengurus RW 03", "LSM Kali Bersih"]  # and not the kelurahan itself
    assert rows[0].detail == "Belum pernah tercatat"
    assert rows[1].detail.startswith("Terakhir ")
    assert "LSM Kali Bersih" in browser.get("/meja/").content.decode()


def test_the_list_of_the_silent_and_a_log_cost_the_same_however_long(
    people: People, town: Town, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(people.putri)
    for n in range(25):
        register_organisation(by=people.ratna, name=f"Kelompok {n:02}", sector="community")
        logged(people, town.firm, summary=f"Telepon ke-{n}.", theirs=[people.bayu])
    browser.get(SILENT)
    with django_assert_max_num_queries(4):
        first = browser.get(SILENT)
    assert len(first.context["rows"]) == 20
    second = browser.get(SILENT + first.context["page"].following)
    assert len(first.context["rows"] + second.context["rows"]) == 30
    with django_assert_max_num_queries(12):
        assert len(browser.get(log(town)).context["lines"]) == 20


def test_an_entry_is_corrected_until_the_last_minute_of_the_day(people: People, town: Town) -> None:
    engagement = logged(people, town.firm)
    with time_machine.travel(engagement.created_at + timedelta(hours=23, minutes=59)):
        assert engagement.is_correctable
    with time_machine.travel(engagement.created_at + timedelta(hours=24)):
        assert not engagement.is_correctable


def test_a_log_is_opened_to_the_office_only_with_its_first_entry(people: People, town: Town) -> None:
    first, second = logged(people, town.firm), logged(people, town.ngo)
    assert first.thread.audience_id == second.thread.audience_id
    for insider in (people.putri, people.ratna):
        assert Engagement.objects.visible_to(insider).count() == 2
    for outsider in (people.bayu, people.dewi):
        assert not Engagement.objects.visible_to(outsider).exists()
    with pytest.raises(Refused):
        log_engagement(
            organisation=town.firm, by=people.bayu, kind="call", happened_on=today(), summary="Bukan petugas."
        )
