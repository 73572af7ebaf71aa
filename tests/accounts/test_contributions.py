"""What the accounts offer: personal data declared whole, offices given by operators."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.contributions import PERSONAL_DATA
from accounts.models import Consent, RetiredHandle, User
from commons.standing import standing
from tests.people import People, person

# What these tables hold and does not tell of the person: switches, moments, numbers, and the digest of a gone handle.
NOT_PERSONAL = {
    *("id", "is_active", "is_staff", "is_superuser", "confirmed_at", "joined_at", "leaves_at", "erased_at"),
    *("last_login", "given_at", "withdrawn_at", "purpose", "digest", "groups", "user_permissions", "language"),
}


def test_every_column_of_the_accounts_is_declared_or_tells_nothing():
    for model in (User, Consent, RetiredHandle):
        fields = {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}
        declared = {
            column.rsplit(".", 1)[1] for column in PERSONAL_DATA.columns if column.startswith(model._meta.label)
        }
        assert fields - declared - NOT_PERSONAL == set()


def test_every_declared_column_exists():
    for column in PERSONAL_DATA.columns:
        app, model, field = column.split(".")
        found = next(m for m in apps.get_app_config(app).get_models(include_auto_created=True) if m.__name__ == model)
        assert found._meta.get_field(field)


def test_an_operator_gives_an_office_and_takes_it_back(people: People):
    out = StringIO()
    call_command("make_staff", people.sunarti.email.upper(), "--office", "moderator", stdout=out)
    assert "moderator" in standing(User.objects.get(pk=people.sunarti.pk)).roles
    call_command("make_staff", people.sunarti.email, "--office", "moderator", "--end", stdout=out)
    assert "moderator" not in standing(User.objects.get(pk=people.sunarti.pk)).roles
    assert out.getvalue() == "Sunarti is now moderator.\nSunarti is no longer moderator.\n"


def test_an_office_needs_a_member_and_a_known_name(people: People):
    person("baru", "Warga Baru", confirmed_at=None)
    for address in ("tak-dikenal@contoh.example", "baru@contoh.example"):
        with pytest.raises(CommandError, match="No active account"):
            call_command("make_staff", address)
    with pytest.raises(CommandError):
        call_command("make_staff", people.sunarti.email, "--office", "raja")


def test_the_first_operator_is_made_by_a_command(db: None):
    call_command("createsuperuser", "--noinput", email="Root@Contoh.Example", name="Operator", stdout=StringIO())
    root = User.objects.get()
    assert (root.email, root.handle, root.is_superuser) == ("root@contoh.example", "operator", True)
    assert "administrator" in standing(root).roles
