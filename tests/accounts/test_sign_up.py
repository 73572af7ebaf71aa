"""Registering: a name, an address, consent; a member once the address is proven."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import Consent, User
from commons.models import Area
from mail.models import Message
from tests.accounts.conftest import code_to, confirm, letters_to, sign_in, sign_up, who, wrong
from tests.environment import empty_cache
from tests.people import People

ADDRESS = "melati@contoh.example"


def test_a_name_an_address_and_consent_make_a_member(visitor: Client, rw_03: Area):
    assert sign_up(visitor, ADDRESS, area=rw_03.pk).status_code == 303
    assert User.objects.get().confirmed_at is None
    assert confirm(visitor, ADDRESS)["Location"] == "/"
    person = who(visitor)
    assert person is not None
    assert (person.name, person.email, person.area, person.handle) == (
        "Melati Wulandari",
        ADDRESS,
        rw_03,
        "melati-wulandari",
    )
    assert person.confirmed_at is not None
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person, verified=True, primary=True).email == ADDRESS


def test_consent_is_kept_with_version_and_language_once_the_address_is_proven(visitor: Client, db: None):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sign_up(visitor, ADDRESS)
    assert not Consent.objects.exists()
    confirm(visitor, ADDRESS)
    consent = Consent.objects.get()
    assert (consent.version, consent.language, consent.withdrawn_at) == (settings.PRIVACY_VERSION, "en", None)
    assert consent.person.language == "en"


def test_consent_is_never_ticked_beforehand_and_leads_to_the_notice(visitor: Client, db: None):
    page = visitor.get(reverse("account_signup")).content.decode()
    assert "checked" not in page
    assert 'href="/privasi/"' in page
    assert 'type="password"' not in page


def test_without_consent_there_is_no_account(visitor: Client, db: None):
    response = visitor.post(reverse("account_signup"), {"name": "Melati", "email": ADDRESS})
    assert response.status_code == 422
    assert "Centang bila setuju" in response.content.decode()
    assert not User.objects.exists()
    assert 'value="Melati"' in response.content.decode()


def test_a_wrong_code_makes_no_member_and_after_three_the_code_is_worth_nothing(visitor: Client, db: None):
    sign_up(visitor, ADDRESS)
    code = code_to(ADDRESS)
    door = reverse("account_email_verification_sent")
    assert [visitor.post(door, {"code": wrong(code)}).status_code for _ in range(3)] == [422, 422, 303]
    visitor.post(door, {"code": code})
    assert User.objects.get().confirmed_at is None


def test_a_member_is_welcomed_once(visitor: Client, db: None):
    sign_up(visitor, ADDRESS)
    assert not letters_to(ADDRESS, "accounts.welcome")
    confirm(visitor, ADDRESS)
    assert len(letters_to(ADDRESS, "accounts.welcome")) == 1


def test_signing_up_twice_in_one_browser_is_one_account_and_one_code(visitor: Client, db: None):
    sign_up(visitor, ADDRESS)
    again = sign_up(visitor, ADDRESS)
    assert again["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1
    assert len(letters_to(ADDRESS)) == 1


def test_two_neighbours_of_one_name_get_two_handles(db: None):
    first, second = (User.objects.create_user(f"{n}@contoh.example", name="Siti Aminah") for n in "ab")
    assert (first.handle, second.handle) == ("siti-aminah", "siti-aminah-2")


def test_a4_a_stranger_who_begins_with_my_address_does_not_keep_me_out(visitor: Client, db: None):
    stranger = Client()
    sign_up(stranger, ADDRESS, name="Orang Lain")
    Message.objects.all().delete()
    past_the_limit()
    sign_up(visitor, ADDRESS, name="Melati Wulandari")
    assert confirm(visitor, ADDRESS).status_code == 303
    person = who(visitor)
    assert person is not None
    assert (person.name, person.handle) == ("Melati Wulandari", "melati-wulandari")
    assert who(stranger) is None


def test_a4_what_the_stranger_began_gives_no_code_and_no_reset(visitor: Client, db: None):
    sign_up(Client(), ADDRESS, name="Orang Lain")
    Message.objects.all().delete()
    visitor.post(reverse("account_login"), {"login": ADDRESS})
    Client().post(reverse("account_reset_password"), {"email": ADDRESS})
    assert [m.kind for m in letters_to(ADDRESS)] == ["accounts.unknown_address"] * 2


def test_a4_a_member_may_take_an_address_that_somebody_only_began_with(people: People):
    sign_up(Client(), ADDRESS, name="Orang Lain")
    Message.objects.all().delete()
    past_the_limit()
    visitor = Client()
    sign_in(visitor, people.rizky.email)
    visitor.post(reverse("account_email"), {"email": ADDRESS, "action_add": "1"})
    confirm(visitor, ADDRESS)
    people.rizky.refresh_from_db()
    assert people.rizky.email == ADDRESS
    assert not User.objects.filter(name="Orang Lain").exists()


def test_what_was_begun_and_never_confirmed_is_swept_after_a_day(people: People):
    sign_up(Client(), ADDRESS)
    actions.sweep()
    assert User.objects.filter(email=ADDRESS).exists()
    User.objects.filter(email=ADDRESS).update(joined_at=timezone.now() - timedelta(days=2))
    actions.sweep()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert User.objects.count() == 7


def test_begun_anew_it_has_its_day_again(visitor: Client, db: None):
    sign_up(Client(), ADDRESS)
    User.objects.update(joined_at=timezone.now() - timedelta(days=2))
    past_the_limit()
    sign_up(visitor, ADDRESS)
    actions.sweep()
    assert confirm(visitor, ADDRESS).status_code == 303
    assert who(visitor) is not None


BAD_NAMES = {
    "invisible": "\u200b" * 15,
    "reversed": "Pak RT\u202e",
    "control": "Bu\x0fSiti",
    "blank letter": "\u3164",
    "signs only": "!!!",
    "office": "Admin",
    "office in Cyrillic": "\u0410dmin",
    "erased": "Akun Dihapus 7",
    "too long": "a" * 121,
    "far too long": "a" * 100_000,
    "flood of marks": "A" + "\u0301" * 300,
    "NUL": "Bu\x00Siti",
}


@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES.keys())
def test_a6_odd_names_are_refused_with_a_sentence(visitor: Client, db: None, name: str):
    response = sign_up(visitor, ADDRESS, name=name)
    assert response.status_code == 422
    assert response.context["form"].errors["name"]
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["Tukimin", "dr. Hj. Ani, M.M.", "Bu  Siti", "M. Nur'aini", "李小龍"])
def test_a6_names_as_people_have_them_are_taken(visitor: Client, db: None, name: str):
    assert sign_up(visitor, ADDRESS, name=name).status_code == 303
    confirm(visitor, ADDRESS)
    assert User.objects.get().name == " ".join(name.split())


def past_the_limit() -> None:
    """Ten seconds between two codes to one address have passed."""
    empty_cache()
