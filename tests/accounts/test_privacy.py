"""Consents, the copy of my data, and leaving within fourteen days of thought."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from accounts import actions, queries
from accounts.actions.leaving import rehearse_erasure
from accounts.models import Consent, User
from activity.actions import tell_next_due
from activity.models import Due
from commons import contributions
from commons.access import Refused
from commons.contributions import PersonalData
from commons.jobs import run_one
from commons.models import Job
from mail.actions import message, post
from mail.delivery import drain
from stakeholders.actions import join
from tests.accounts.conftest import letters_to, sign_in, who
from tests.people import People, signed_in
from tests.sinks import MailSink
from tests.town import Town, members


def agreed(user: User) -> User:
    actions.give_consent(person=user, version=settings.PRIVACY_VERSION, language="id")
    return user


def browser_of(user: User) -> Client:
    client = Client()
    sign_in(client, agreed(user).email)
    return client


def test_consents_are_listed_with_their_date_and_version(people: People):
    rizky = browser_of(people.rizky)
    page = rizky.get("/akun/privasi/").content.decode()
    assert settings.PRIVACY_VERSION in page
    assert "Tarik persetujuan" in page


def test_a_new_notice_is_agreed_to_by_a_button(people: People):
    rizky = signed_in(people.rizky)
    actions.give_consent(person=people.rizky, version="2020-01", language="id")
    assert "belum Anda setujui" in rizky.get("/akun/privasi/").content.decode()
    for _ in range(2):
        assert rizky.post("/akun/privasi/setuju/").status_code == 303
    assert Consent.objects.filter(person=people.rizky).count() == 2
    assert "belum Anda setujui" not in rizky.get("/akun/privasi/").content.decode()


def test_a_link_to_the_button_changes_nothing(people: People):
    assert signed_in(people.rizky).get("/akun/privasi/setuju/")["Location"] == "/akun/privasi/"
    assert not Consent.objects.exists()


def test_the_copy_of_my_data_is_made_and_told_and_downloaded_by_me_alone(people: People):
    rizky = browser_of(people.rizky)
    assert rizky.get("/akun/privasi/unduh/").status_code == 200
    for _ in range(2):
        assert rizky.post("/akun/privasi/unduh/").status_code == 303
    job = Job.objects.get(kind=queries.COPY)
    assert run_one()
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert len(letters_to(people.rizky.email, "accounts.data_prepared")) == 1
    there = f"/unduhan/{job.pk}/"
    assert f'href="{there}"' in rizky.get("/akun/privasi/").content.decode()
    content = b"".join(rizky.get(there).streaming_content)
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    assert [signed_in(p).get(there).status_code for p in (people.dewi, people.ratna)] == [404, 404]
    default_storage.delete(job.file)


def test_the_copy_holds_what_each_app_knows_and_nothing_of_others(people: People):
    agreed(people.rizky)
    name, content = queries.copy_of_my_data(people.rizky)
    archive = zipfile.ZipFile(BytesIO(content))
    assert name == "data-rizky.zip"
    codes = {data.code for data in contributions.all_of(PersonalData)}
    assert {f"{code}.json" for code in codes} < set(archive.namelist())
    account = json.loads(archive.read("accounts.json"))
    assert account["account"]["email"] == people.rizky.email
    assert account["consents"][0]["version"] == settings.PRIVACY_VERSION
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "password" not in account["account"]
    assert not any(other.email in everything for other in (people.dewi, people.ratna, people.bayu))


def test_who_asks_to_be_erased_is_hidden_at_once_and_told_by_mail(people: People, visitor: Client):
    User.objects.filter(pk=people.rizky.pk).update(is_listed=True)
    rizky = browser_of(people.rizky)
    assert rizky.post("/akun/hapus/", {}).status_code == 422
    assert rizky.post("/akun/hapus/", {"sure": "on"})["Location"] == "/akun/hapus/batal/"
    person = User.objects.get(pk=people.rizky.pk)
    assert person.leaves_at is not None
    assert timedelta(days=13) < person.leaves_at - timezone.now() <= timedelta(days=14)
    assert (str(person), person.name) == ("Akun dihapus", "Rizky Maulana")
    assert visitor.get("/orang/rizky/").status_code == 404
    assert len(letters_to(person.email, "accounts.deletion_scheduled")) == 1
    assert rizky.get("/akun/hapus/batal/").status_code == 200
    assert who(rizky) == person


def test_who_is_leaving_gets_only_the_mail_that_guards_the_account(people: People, mail_sink: MailSink):
    post([message("accounts.welcome", key="welcome", to=people.rizky)])
    actions.leave(person=people.rizky)
    drain()
    subjects = [mail["Subject"] for mail in mail_sink.to(people.rizky.email)]
    assert subjects == ["Akun Anda dihapus 14 hari lagi"]


def test_asking_twice_is_asking_once(people: People):
    rizky = browser_of(people.rizky)
    for _ in range(2):
        rizky.post("/akun/hapus/", {"sure": "on"})
    assert Due.objects.filter(kind="accounts.erase").count() == 1
    assert len(letters_to(people.rizky.email, "accounts.deletion_scheduled")) == 1


def test_within_fourteen_days_one_signs_in_and_changes_ones_mind(people: People, visitor: Client):
    actions.leave(person=agreed(people.rizky))
    sign_in(visitor, people.rizky.email)
    assert "Batalkan penghapusan" in visitor.get("/akun/").content.decode()
    assert visitor.post("/akun/hapus/batal/")["Location"] == "/akun/privasi/"
    assert User.objects.get(pk=people.rizky.pk).leaves_at is None
    assert not Due.objects.filter(kind="accounts.erase").exists()
    assert visitor.get("/akun/hapus/batal/")["Location"] == "/akun/privasi/"


def test_withdrawing_the_consent_is_asking_to_be_erased(people: People):
    rizky = browser_of(people.rizky)
    page = rizky.get("/akun/privasi/tarik/").content.decode()
    assert "Tanpa persetujuan" in page
    rizky.post("/akun/privasi/tarik/", {"sure": "on"})
    consent = Consent.objects.get(person=people.rizky)
    assert consent.withdrawn_at is not None
    assert User.objects.get(pk=people.rizky.pk).leaves_at is not None
    assert "Dengan membatalkan, Anda menyetujui lagi" in rizky.get("/akun/hapus/batal/").content.decode()
    rizky.post("/akun/hapus/batal/")
    assert people.rizky.consents.to_present_notice().count() == 1
    assert Consent.objects.filter(person=people.rizky).count() == 2


def test_after_fourteen_days_the_account_is_erased(people: People):
    actions.leave(person=people.rizky)
    assert not tell_next_due()
    Due.objects.filter(kind="accounts.erase").update(due_at=timezone.now())
    assert tell_next_due()
    assert User.objects.get(pk=people.rizky.pk).erased_at is not None
    assert Due.objects.get(kind="accounts.erase").outcome == "erased"


def test_what_must_be_handed_over_first_is_said_before_anything_happens(people: People):
    def keep(person: User) -> None:
        person.groups.clear()
        raise Refused("Serahkan dulu pengelolaan Karang Taruna.")

    contributions.add(PersonalData("test.keeper", lambda person: {}, keep))
    try:
        rizky = browser_of(people.rizky)
        response = rizky.post("/akun/hapus/", {"sure": "on"})
        assert response.status_code == 422
        assert "Serahkan dulu pengelolaan Karang Taruna." in response.content.decode()
        assert User.objects.get(pk=people.rizky.pk).leaves_at is None
        User.objects.filter(pk=people.rizky.pk).update(leaves_at=timezone.now())
        actions.put_off_erasing(person=people.rizky)
        Due.objects.update(due_at=timezone.now())
        assert tell_next_due()
    finally:
        del contributions._offers[PersonalData]["test.keeper"]
        contributions._sorted.clear()
    assert User.objects.get(pk=people.rizky.pk).erased_at is None
    assert Due.objects.get(kind="accounts.erase").due_at > timezone.now() + timedelta(hours=23)


def test_the_rehearsal_leaves_no_trace(people: People, django_capture_on_commit_callbacks):
    before = User.objects.filter(pk=people.ratna.pk).values().get()
    groups = set(people.ratna.groups.all())
    with django_capture_on_commit_callbacks() as callbacks:
        rehearse_erasure(person=people.ratna)
    assert User.objects.filter(pk=people.ratna.pk).values().get() == before
    assert set(people.ratna.groups.all()) == groups
    assert callbacks == []


def test_o4_the_sole_manager_of_an_organisation_hands_over_first(people: People, town: Town):
    rizky = browser_of(people.rizky)
    response = rizky.post("/akun/hapus/", {"sure": "on"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert User.objects.get(pk=people.rizky.pk).leaves_at is None
    join(organisation=town.youth, person=people.sunarti, role="manager")
    assert rizky.post("/akun/hapus/", {"sure": "on"}).status_code == 303
    assert members(town.youth.group) == {"rizky", "sunarti"}
    actions.erase(person=people.rizky)
    assert members(town.youth.group) == {"sunarti"}
