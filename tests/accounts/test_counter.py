"""An account at the counter: opened by staff, entered once with a slip, then its owner's own."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import anonymise, make_slip, open_account, set_active
from accounts.models import Consent, Slip, User
from commons.access import Refused
from commons.models import Area
from tests.accounts.conftest import PASSWORD, code_to, make_stale, who
from tests.people import People, signed_in

DOOR = "/masuk/ponsel/"
PHONE, AS_SPOKEN = "+6281234567890", "0812 3456-7890"


@pytest.fixture
def helped(people: People) -> User:
    return open_account(by=people.putri, name="Mbah Karto", phone=PHONE, area=None, language="id")


@pytest.fixture
def code(people: People, helped: User) -> str:
    return make_slip(person=helped, by=people.putri)


def enter(code: str, phone: str = AS_SPOKEN, **more: Any) -> tuple[Client, Any]:
    browser = Client()
    return browser, browser.post(DOOR, {"phone": phone, "code": code} | more)


def test_staff_open_it_with_name_phone_and_rw(people: People, rw_03: Area) -> None:
    form = {"name": "Mbah Karto", "phone": AS_SPOKEN, "area": rw_03.pk, "language": "id", "consent": "on"}
    browser = signed_in(people.putri)
    answer = browser.post("/loket/buka/", form, follow=True)
    person = User.objects.get(phone=PHONE)
    page = answer.content.decode()
    assert (person.name, person.area, person.email, person.confirmed_at is None) == ("Mbah Karto", rw_03, None, False)
    assert "Dibantu petugas" in page
    assert "Oleh Putri Anggraini" in page
    assert Consent.objects.in_force().filter(person=person).exists()
    assert "Mbah Karto" in browser.get("/loket/").content.decode()


def test_nobody_but_the_office_comes_to_the_counter(people: People, helped: User) -> None:
    for path in ("/loket/", "/loket/buka/", f"/loket/{helped.pk}/", f"/loket/{helped.pk}/slip/"):
        assert signed_in(people.tukimin).get(path).status_code == 403
    with pytest.raises(Refused):
        open_account(by=people.tukimin, name="Siapa Saja", phone="+6281111111111", area=None, language="id")
    with pytest.raises(Refused):
        make_slip(person=helped, by=people.tukimin)


def test_the_slip_is_shown_once_and_kept_as_a_digest(people: People, helped: User) -> None:
    browser = signed_in(people.putri)
    path = f"/loket/{helped.pk}/slip/"
    assert "Tampilkan slip" in browser.get(path).content.decode()
    shown = browser.post(path)
    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", shown.content.decode())[0]  # type: ignore[index]
    assert shown["Cache-Control"] == "no-store"
    assert code not in browser.get(path).content.decode() + browser.get(f"/loket/{helped.pk}/").content.decode()
    assert not Slip.objects.filter(digest__icontains=code[:5]).exists()
    assert enter(code)[1].status_code == 303


def test_one_enters_once_and_chooses_how_one_enters_from_now_on(helped: User, code: str) -> None:
    browser, answer = enter(code.lower().replace("-", " "))
    assert (answer.status_code, answer["Location"]) == (303, "/akun/cara-masuk/")
    assert who(browser) == helped
    assert "Buat kata sandi" in browser.get("/akun/cara-masuk/").content.decode()
    assert "Dibantu petugas: Putri Anggraini" in browser.get("/akun/").content.decode()
    again, refused = enter(code)
    assert (refused.status_code, who(again)) == (422, None)


def test_with_a_password_the_phone_number_opens_the_door(people: People, helped: User, code: str) -> None:
    browser, _ = enter(code)
    form = {"password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(reverse("account_set_password"), form).status_code == 303
    later, answer = enter("", password=PASSWORD)
    assert (answer.status_code, who(later)) == (303, helped)
    assert enter("", password="salah-sekali-ini")[1].status_code == 422
    make_stale(later)
    page = later.get("/akun/surel/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/akun/ulangi-masuk/")
    assert later.post(page.redirect_chain[-1][0], {"password": PASSWORD}).status_code == 303
    assert later.get("/akun/surel/").status_code == 200


def test_an_address_can_be_added_instead(helped: User, code: str) -> None:
    browser, _ = enter(code)
    assert browser.get(reverse("account_email")).status_code == 200
    browser.post(reverse("account_email"), {"email": "karto@contoh.example", "action_add": "1"})
    browser.post(reverse("account_email_verification_sent"), {"code": code_to("karto@contoh.example")})
    helped.refresh_from_db()
    assert helped.email == "karto@contoh.example"
    assert EmailAddress.objects.get(user=helped).verified


def test_when_the_session_is_old_and_there_is_no_way_in_the_page_says_what_to_do(helped: User, code: str) -> None:
    browser, _ = enter(code)
    make_stale(browser)
    page = browser.get(reverse("account_set_password"), follow=True)
    assert "Perlu slip baru" in page.content.decode()


# pitfall: O3
@pytest.mark.parametrize("own", ["password", "address", "never helped", "gone"])
def test_staff_cannot_take_an_account_over(people: People, helped: User, own: str) -> None:
    if own == "password":
        helped.set_password(PASSWORD)
        helped.save()
    elif own == "address":
        User.objects.filter(pk=helped.pk).update(email="karto@contoh.example")
    elif own == "gone":
        User.objects.filter(pk=helped.pk).update(leaves_at=timezone.now())
    with pytest.raises(Refused):
        make_slip(person=people.sunarti if own == "never helped" else helped, by=people.putri)
    other = people.sunarti if own == "never helped" else helped
    answer = signed_in(people.putri).post(f"/loket/{other.pk}/slip/")
    assert answer.status_code == (404 if own == "never helped" else 422)


def test_a_slip_is_worth_nothing_once_its_owner_has_a_way_in(helped: User, code: str) -> None:
    helped.set_password(PASSWORD)
    helped.save()
    assert enter(code)[1].status_code == 422


# pitfall: A1
def test_a_new_slip_ends_what_was_opened_with_the_old_one(people: People, helped: User, code: str) -> None:
    """The phone was lost: whoever holds it is out once its owner has come in with another slip."""
    lost, _ = enter(code)
    assert who(lost) == helped
    mine, answer = enter(make_slip(person=helped, by=people.putri))
    assert answer.status_code == 303
    assert (who(lost), who(mine)) == (None, helped)
    assert mine.get("/akun/cara-masuk/").status_code == 200
    again = make_slip(person=helped, by=people.putri)
    assert mine.post(DOOR, {"phone": PHONE, "code": again}).status_code == 303
    assert who(mine) == helped


# pitfall: A1
def test_kept_out_is_out_on_every_device_and_no_slip_leads_back(people: People, helped: User, code: str) -> None:
    browser, _ = enter(code)
    set_active(person=helped, is_active=False)
    assert who(browser) is None
    with pytest.raises(Refused):
        make_slip(person=helped, by=people.putri)


def test_the_same_number_is_told_and_opened_once(people: People, helped: User) -> None:
    form = {"name": "Orang Lain", "phone": "+62 812-3456-7890", "language": "id", "consent": "on"}
    answer = signed_in(people.putri).post("/loket/buka/", form)
    assert answer.status_code == 422
    assert "Nomor ini sudah dipakai akun Mbah Karto" in answer.content.decode()
    with pytest.raises(Refused):
        open_account(by=people.putri, name="Orang Lain", phone=PHONE, area=None, language="id")
    assert User.objects.filter(phone=PHONE).count() == 1


@pytest.mark.parametrize("ended", ["late", "replaced", "kept out"])
def test_a_slip_ends(people: People, helped: User, code: str, ended: str) -> None:
    if ended == "late":
        with transaction.atomic():
            old = Slip.objects.usable().get()
            fresh = Slip(person=helped, digest=old.digest[::-1], made_by=people.putri)
            fresh.expires_at = timezone.now() - timedelta(seconds=1)
            fresh.save()
            old.revoked_at = timezone.now()
            old.save(update_fields=["revoked_at"])
        assert not fresh.is_usable
    elif ended == "replaced":
        make_slip(person=helped, by=people.putri)
    else:
        User.objects.filter(pk=helped.pk).update(is_active=False)
    assert enter(code)[1].status_code == 422


def test_who_made_which_slip_is_never_rewritten(people: People, helped: User, code: str) -> None:
    for act in (
        lambda: Slip.objects.update(made_by=people.ratna),
        lambda: Slip.objects.update(expires_at=timezone.now() + timedelta(days=400)),
        lambda: Slip.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_door_says_the_same_whatever_is_wrong(people: People, helped: User, code: str) -> None:
    """Whose number has an account is nobody's business: unknown, known, with a slip or without."""
    pages = {
        re.sub(r'value="[^"]*"|csrf\S+', "", enter(wrong, phone)[1].content.decode())
        for wrong, phone in (("AAAAA-AAAAA", PHONE), ("AAAAA-AAAAA", "+6281999999999"), (code, "+6281999999999"))
    }
    assert len(pages) == 1
    assert "tidak cocok" in pages.pop()


# pitfall: A3
def test_guessing_at_one_number_has_to_wait(helped: User, code: str) -> None:
    answers = [enter("AAAAA-AAAAA", headers={"X-Forwarded-For": f"203.0.113.{n}"})[1] for n in range(6)]
    assert "Terlalu banyak percobaan" in answers[-1].content.decode()
    assert enter(code)[1].status_code == 422
    assert enter(code, "+6281999999999")[1].status_code == 422


# pitfall: A7
@pytest.mark.parametrize("typed", ["\x00", "9" * 300, "<script>", "'; --"])
def test_nonsense_at_the_door_is_said_to_be_wrong(helped: User, typed: str) -> None:
    assert Client().post(DOOR, {"phone": typed, "code": typed, "password": ""}).status_code == 422
    assert Client().post(DOOR, {"phone": PHONE, "code": typed}).status_code == 422


# pitfall: A9
def test_after_the_password_one_goes_to_this_site_only(helped: User) -> None:
    helped.set_password(PASSWORD)
    helped.save()
    for bad in ("//jahat.example", "https:jahat.example", "/\\jahat.example", "javascript:alert(1)"):
        answer = Client().post(f"{DOOR}?next={bad}", {"phone": PHONE, "password": PASSWORD})
        assert answer["Location"] == "/"
    answer = Client().post(f"{DOOR}?next=/proyek/", {"phone": PHONE, "password": PASSWORD})
    assert answer["Location"] == "/proyek/"


def test_erased_no_slip_opens_anything(helped: User, code: str) -> None:
    anonymise(helped)
    assert not Slip.objects.usable().exists()
    assert enter(code)[1].status_code == 422
    assert Slip.objects.filter(person=helped).exists()
