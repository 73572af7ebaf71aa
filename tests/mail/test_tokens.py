"""Links in mails: known only to the mail, used once, ended at will."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mail import tokens
from mail.models import MailToken

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_only_the_hash_is_kept(people):
    raw = tokens.mint("test.open", person=people.ratna, life=DAY, colour="hijau")
    row = MailToken.objects.get()
    assert raw not in str(MailToken.objects.values().get())
    assert (row.address, row.data, len(row.digest)) == (people.ratna.email, {"colour": "hijau"}, 64)
    assert len(raw) == 32


@pytest.mark.django_db
def test_a_link_is_found_by_its_purpose_only(people):
    raw = tokens.mint("test.open", person=people.ratna, target=people.dewi, life=DAY)
    found = tokens.find(raw, "test.other", "test.open")
    assert found is not None
    assert (found.person, found.target) == (people.ratna, people.dewi)
    assert tokens.find(raw, "test.other") is None


@pytest.mark.django_db
@pytest.mark.parametrize("raw", ["", "x", "a" * 5000, "\x00", "\udcff", "☃"])
def test_nonsense_is_not_found_and_hurts_nobody(raw):
    assert tokens.find(raw, "test.open") is None


@pytest.mark.django_db
def test_unknown_used_revoked_and_expired_cost_the_same_one_query(people, django_assert_num_queries):
    used, revoked, expired = (tokens.mint("test.open", address="a@contoh.example", life=DAY) for _ in range(3))
    MailToken.objects.filter(pk=tokens.find(used, "test.open").pk).update(used_at=timezone.now())
    MailToken.objects.filter(pk=tokens.find(revoked, "test.open").pk).update(revoked_at=timezone.now())
    MailToken.objects.filter(pk=tokens.find(expired, "test.open").pk).update(expires_at=timezone.now())
    for raw in ("unknown", used, revoked, expired):
        with django_assert_num_queries(1):
            assert tokens.find(raw, "test.open") is None


@pytest.mark.django_db
def test_a_link_acts_once():
    token = tokens.find(tokens.mint("test.open", address="a@contoh.example", life=DAY), "test.open")
    assert (tokens.use(token), tokens.use(token)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_clicks_at_once_one_acts():
    token = tokens.find(tokens.mint("test.open", address="a@contoh.example", life=DAY), "test.open")
    answers: list[bool] = []

    def click() -> None:
        with transaction.atomic():
            answers.append(tokens.use(token))
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(20)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert sorted(answers) == [False] * 19 + [True]


@pytest.mark.django_db
def test_links_to_a_thing_end_together(people):
    raws = [tokens.mint("test.open", person=people.ratna, target=people.dewi, life=DAY) for _ in range(2)]
    other = tokens.mint("test.open", person=people.ratna, target=people.bayu, life=DAY)
    assert tokens.revoke("test.open", people.dewi) == 2
    assert [tokens.find(raw, "test.open") for raw in raws] == [None, None]
    assert tokens.find(other, "test.open") is not None


@pytest.mark.django_db
def test_all_links_of_a_person_end_together(people):
    mine = tokens.mint("test.open", person=people.ratna, life=DAY)
    hers = tokens.mint("test.open", person=people.dewi, life=DAY)
    assert tokens.revoke_of(people.ratna) == 1
    assert (tokens.find(mine, "test.open"), tokens.find(hers, "test.open") is None) == (None, False)


@pytest.mark.django_db
def test_many_links_are_minted_by_one_insert(people, django_assert_num_queries):
    wanted = [tokens.Wanted("test.open", DAY, person=people.ratna, data={"n": n}) for n in range(50)]
    with django_assert_num_queries(1):
        raws = tokens.mint_all(wanted)
    numbers: list[Any] = [tokens.find(raw, "test.open").data["n"] for raw in raws]
    assert numbers == list(range(50))
