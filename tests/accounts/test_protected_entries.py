"""Offices given and taken, accounts kept out and let in: each leaves an entry of who did it to whom."""

from django.contrib import admin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from accounts.actions import appoint, dismiss, erase, set_active
from accounts.admin import UserAdmin
from accounts.models import User
from commons.models import RightEntry
from tests.people import People, person


def told() -> list[tuple[str, int | None, str, int | None]]:
    return list(RightEntry.objects.of_people().order_by("pk").values_list("what", "user", "held", "by"))


def test_an_office_given_and_taken_back_is_noted_once_each(people: People) -> None:
    dewi, ratna = people.dewi, people.ratna
    for _twice in range(2):
        appoint(person=dewi, office="staff", by=ratna)
    for _twice in range(2):
        dismiss(person=dewi, office="staff")
    assert told() == [("appointed", dewi.pk, "staff", ratna.pk), ("dismissed", dewi.pk, "staff", None)]


def test_an_account_kept_out_and_let_in_is_noted(people: People) -> None:
    for is_active in (True, False, False, True):
        set_active(person=people.dewi, is_active=is_active, by=people.ratna)
    assert [entry[0] for entry in told()] == ["kept_out", "let_in"]
    assert {entry[3] for entry in told()} == {people.ratna.pk}


def test_who_is_erased_leaves_their_office_with_an_entry(people: People) -> None:
    erase(person=people.putri)
    assert ("dismissed", people.putri.pk, "staff", None) in told()


def test_the_administrator_who_keeps_somebody_out_is_named(people: People) -> None:
    administrator = person("admin", "Admin", is_staff=True, is_superuser=True)
    request = RequestFactory().post("/admin/accounts/user/")
    request.user = administrator
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    UserAdmin(User, admin.site).keep_out(request, User.objects.filter(pk=people.dewi.pk))
    assert told() == [("kept_out", people.dewi.pk, "account", administrator.pk)]
