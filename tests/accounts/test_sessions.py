"""R22, A1: a session gets a new id when somebody proves who they are, and ends when it should."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import actions
from accounts.models import User
from accounts.tasks import sweep
from tests.accounts.conftest import PASSWORD, code_to, letters_to, sign_in, who
from tests.people import People, signed_in

NEW = "mangga-muda-asam"


def two_browsers(user: User) -> tuple[Client, Client]:
    here, there = Client(headers={"User-Agent": "Chrome Android"}), Client(headers={"User-Agent": "Firefox Windows"})
    sign_in(here, user.email)
    sign_in(there, user.email)
    return here, there


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def test_r22_the_id_that_was_there_before_signing_in_is_dead_afterwards(people: People, visitor: Client):
    visitor.get("/masuk/")
    visitor.post("/masuk/", {"login": people.rizky.email})
    before = visitor.session.session_key
    visitor.post("/masuk/kode/", {"code": code_to(people.rizky.email)})
    assert visitor.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    stolen = Client()
    stolen.cookies["sesi"] = before
    assert who(stolen) is None


def test_a1_changing_the_password_ends_every_other_session_and_tells_the_person(people: People):
    rizky = with_password(people.rizky)
    here, there = two_browsers(rizky)
    before = here.session.session_key
    written = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/akun/keamanan/sandi/", written).status_code == 303
    assert (who(here), who(there)) == (rizky, None)
    assert here.session.session_key != before
    assert letters_to(rizky.email, "accounts.security_changed")[-1].data["change"] == "password_changed"


def test_a1_the_first_password_ends_other_sessions_too(people: People):
    here, there = two_browsers(people.rizky)
    assert here.post("/akun/keamanan/sandi-baru/", {"password1": NEW, "password2": NEW}).status_code == 303
    assert (who(here), who(there)) == (people.rizky, None)
    assert letters_to(people.rizky.email, "accounts.security_changed")[-1].data["change"] == "password_set"


def test_a1_a_reset_ends_every_session_and_signs_in_here(people: People, visitor: Client):
    rizky = with_password(people.rizky)
    one, two = two_browsers(rizky)
    visitor.post("/lupa-sandi/", {"email": rizky.email})
    visitor.post("/lupa-sandi/kode/", {"code": code_to(rizky.email)})
    assert visitor.post("/lupa-sandi/baru/", {"password1": NEW, "password2": NEW}).status_code == 303
    assert (who(one), who(two), who(visitor)) == (None, None, rizky)
    assert letters_to(rizky.email, "accounts.security_changed")[-1].data["change"] == "password_reset"


def test_a1_a_password_set_by_an_operator_ends_every_session(people: People):
    here, there = two_browsers(people.rizky)
    with_password(User.objects.get(pk=people.rizky.pk))
    assert (who(here), who(there)) == (None, None)


def test_r22_who_is_kept_out_is_out_at_the_next_request(people: People):
    here, there = two_browsers(people.rizky)
    actions.set_active(person=people.rizky, is_active=False)
    assert (who(here), who(there)) == (None, None)
    actions.set_active(person=people.rizky, is_active=True)
    assert (who(here), who(there)) == (None, None)


def test_the_devices_are_listed_in_words_and_the_list_writes_nothing(people: People):
    here, _there = two_browsers(people.rizky)
    rows = Session.objects.count()
    page = here.get("/akun/keamanan/perangkat/").content.decode()
    assert "Chrome di Android" in page
    assert "Firefox di Windows" in page
    assert Session.objects.count() == rows


def test_one_device_is_signed_out_and_the_others_stay(people: People):
    here, there = two_browsers(people.rizky)
    page = here.get("/akun/keamanan/perangkat/")
    other = next(device for device in page.context["devices"] if not device.is_current)
    assert here.get(f"/akun/keamanan/perangkat/{other.pk}/keluarkan/").status_code == 200
    here.post(f"/akun/keamanan/perangkat/{other.pk}/keluarkan/")
    assert (who(here), who(there)) == (people.rizky, None)
    assert len(here.get("/akun/keamanan/perangkat/").context["devices"]) == 1


def test_nobody_signs_out_somebody_elses_device(people: People):
    here, _there = two_browsers(people.rizky)
    device = here.get("/akun/keamanan/perangkat/").context["devices"][0]
    assert signed_in(people.dewi).post(f"/akun/keamanan/perangkat/{device.pk}/keluarkan/").status_code == 404
    assert who(here) == people.rizky


def test_all_other_devices_are_signed_out_at_once(people: People):
    here, there = two_browsers(people.rizky)
    assert here.post("/akun/keamanan/perangkat/").status_code == 303
    assert (who(here), who(there)) == (people.rizky, None)
    assert [device.is_current for device in here.get("/akun/keamanan/perangkat/").context["devices"]] == [True]


def test_devices_whose_session_is_over_are_swept(people: People):
    here, there = two_browsers(people.rizky)
    Session.objects.filter(session_key=there.session.session_key).update(expire_date=timezone.now())
    sweep()
    assert UserSession.objects.get().session_key == here.session.session_key


def test_a_dead_session_holds_nobody(people: People):
    here, there = two_browsers(people.rizky)
    key = there.session.session_key
    here.post("/akun/keamanan/perangkat/")
    assert not Session.objects.filter(session_key=key).exists()
    assert str(people.rizky.pk) == here.session[SESSION_KEY]
