"""The leader reads what was done with rights, offices, organisations and files; nobody else does."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions import appoint, set_active
from commons.audience import give
from commons.models import Visibility
from stakeholders.actions import suspend_organisation
from stakeholders.models import ExportEntry
from tests.people import People, signed_in
from tests.town import Town, make_project

PATH = "/kelola/jejak/"
WHY = "Pengurus tidak dapat dihubungi."


def read(people: People, code: str) -> str:
    return signed_in(people.ratna).get(PATH, {"tampil": code}).content.decode()


def test_the_leader_reads_it_and_staff_and_members_do_not(people: People) -> None:
    assert signed_in(people.ratna).get(PATH).status_code == 200
    for one in (people.putri, people.dewi):
        answer = signed_in(one).get(PATH)
        assert (answer.status_code, "hanya untuk pimpinan" in answer.content.decode()) == (403, True)
    assert Client().get(PATH).status_code in (302, 303)


def test_offices_and_accounts_are_told_with_who_did_it(people: People) -> None:
    appoint(person=people.dewi, office="moderator", by=people.ratna)
    set_active(person=people.bayu, is_active=False)
    html = read(people, "accounts.rights")
    assert "Jabatan diberikan: Dewi Lestari, Moderator" in html
    assert "Oleh Ratna Kusumaningtyas" in html
    assert "Akun dinonaktifkan: Bayu Prasetyo" in html
    assert "pengelola server" in html


def test_a_suspension_is_told_with_its_reason(people: People, town: Town) -> None:
    suspend_organisation(organisation=town.firm, by=people.putri, reason=WHY)
    html = read(people, "stakeholders.states")
    assert "Dibekukan: PT Sumber Air" in html
    assert WHY in html


def test_what_was_taken_out_of_the_directory_is_told(people: People) -> None:
    ExportEntry.objects.create(person=people.dewi, form="csv", narrowed_by="RW 03", rows=12)
    html = read(people, "stakeholders.exports")
    assert "Direktori diunduh (CSV)" in html
    assert "Oleh Dewi Lestari · 12 organisasi · RW 03" in html


def test_a_right_names_only_what_the_reader_may_know_of(people: People, town: Town) -> None:
    shown = make_project(people, town, "Taman baca", visibility=Visibility.PUBLIC)
    hidden = make_project(people, town, "Rencana rahasia", visibility=Visibility.PRIVATE)
    give("see", to=town.firm.group, on=shown.audience, by=people.putri)
    html = read(people, "stakeholders.grants")
    assert "Hak diberikan: PT Sumber Air, atas Taman baca" in html
    assert "Oleh Putri Anggraini · melihat" in html
    assert "Rencana rahasia" in html
    people.ratna.groups.clear()
    appoint(person=people.sunarti, office="leader")
    give("see", to=town.firm.group, on=hidden.audience)
    hidden.audience.group_grants.filter(group__name="leader").delete()
    seen = signed_in(people.sunarti).get(PATH, {"tampil": "stakeholders.grants"}).content.decode()
    assert "Rencana rahasia" not in seen
    assert "hal yang tidak tampil bagi Anda" in seen


def test_it_is_paged_and_costs_the_same_however_long(people: People, django_assert_max_num_queries: Any) -> None:
    for n in range(25):
        appoint(person=people.dewi, office=("staff", "moderator")[n % 2])
        people.dewi.groups.clear()
    browser = signed_in(people.ratna)
    with django_assert_max_num_queries(12):
        first = browser.get(PATH, {"tampil": "accounts.rights"})
    assert len(first.context["entries"]) == 20
    rest = browser.get(f"{PATH}{first.context['page'].following}")
    assert len(rest.context["entries"]) == 5


@pytest.mark.parametrize("asked", ["tidak-ada", "", "x" * 5000])
def test_an_unknown_part_is_the_first(people: People, asked: str) -> None:
    assert signed_in(people.ratna).get(PATH, {"tampil": asked}).context["trail"].code == "accounts.rights"
