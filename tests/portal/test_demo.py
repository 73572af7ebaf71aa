"""The demo shows something of everything, is loaded once however often it is asked for, and mails nobody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.demo import sign_ins
from accounts.models import User
from activity.models import Activity
from commons.contributions import Demo, all_of
from mail.models import Message
from notifications.models import Notification
from portal.keeping.database import rows_of_tables
from projects.models import Condition, Project, Stage
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> str:
    call_command("demo", stdout=StringIO())
    return checked()


def checked() -> str:
    out = StringIO()
    call_command("demo", check=True, stdout=out)
    return out.getvalue()


def test_every_stage_condition_sector_and_role_is_counted_and_there(loaded: str) -> None:
    counts = {(line[:14].strip(), line[15:39].strip()): int(line[40:]) for line in loaded.splitlines()}
    wanted = {
        "stage": set(Stage.values),
        "condition": set(Condition.values),
        "sector": {"government", "private", "community", "external"},
        "role": {"leader", "staff", "moderator", "administrator", "coordinator", "partner", "resident", "member"},
    }
    for what, kinds in wanted.items():
        assert {kind for counted, kind in counts if counted == what} == kinds
    assert min(counts.values()) > 0
    assert counts["stage", "active"] == Project.objects.filter(stage="active").count()


def test_what_is_missing_fails_and_is_named(loaded: str) -> None:
    Project.objects.filter(condition=Condition.BLOCKED).update(condition=Condition.ATTENTION)
    with pytest.raises(CommandError, match=r"shows nothing of: condition blocked\.$"):
        checked()


def test_an_empty_site_shows_nothing(db: None) -> None:
    with pytest.raises(CommandError, match=r"shows nothing of: role leader, .*stage proposed"):
        checked()


def test_loading_twice_changes_nothing(loaded: str) -> None:
    before = rows_of_tables()
    call_command("demo", stdout=StringIO())
    assert rows_of_tables() == before


def test_what_somebody_did_meanwhile_stays(loaded: str) -> None:
    Project.objects.filter(title="Bank sampah di setiap RW").update(summary="Kami tulis sendiri.")
    Notification.objects.all()[0].thread.follows.all().delete()
    before = rows_of_tables()
    call_command("demo", stdout=StringIO())
    assert rows_of_tables() == before


def test_all_of_it_is_old_news_that_nobody_is_mailed(loaded: str) -> None:
    assert not Activity.objects.filter(told_no=None).exists()
    assert not Message.objects.exists()
    assert not Notification.objects.exclude(letter_at=None).exists()


def test_everybody_who_may_sign_in_can(loaded: str) -> None:
    for person in sign_ins():
        browser = Client()
        browser.post("/masuk/", {"login": person["email"], "password": person["password"]})
        assert browser.get("/akun/").status_code == 200, person


def test_lower_apps_load_first_and_hand_up_what_they_made(loaded: str) -> None:
    codes = [demo.code for demo in all_of(Demo)]
    assert codes.index("accounts.person") < codes.index("stakeholders.organisation") < codes.index("projects.project")


def test_real_people_are_left_alone(people: People) -> None:
    User.objects.filter(pk=people.dewi.pk).update(email="dewi@contoh.go.id")
    with pytest.raises(CommandError, match="Real people have accounts here"):
        call_command("demo")
