"""Every column that holds or names a person is declared by a `PersonalData`, or listed with the reason why it does not.

What is forgotten here would be forgotten when somebody asks for a copy of their data, or to be erased.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps as django_apps
from django.contrib.auth import get_user_model
from django.db import models

from commons import contributions
from commons.contributions import PersonalData

LISTED = Path(__file__).with_name("not_personal.txt")
# What people may have typed, or what may tell who or where they are.
FREE = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)
CLOSED = (models.SlugField,)
THEIRS = {"admin", "auth", "contenttypes", "guardian", "pgtrigger"}  # tables of libraries that hold no text of people
# ... though these name accounts.
NAMES_PEOPLE = {"admin.LogEntry.user"}


def columns(model: type[models.Model]) -> Iterator[str]:
    """Columns of a table that point at an account, or hold text without a list of choices."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        points = field.is_relation and field.related_model is get_user_model()
        is_free = isinstance(field, FREE) and not isinstance(field, CLOSED) and not field.choices
        if points or (is_free and model._meta.app_label not in THEIRS) or _label(model, field) in NAMES_PEOPLE:
            yield _label(model, field)


def _label(model: type[models.Model], field: Any) -> str:
    return f"{model._meta.label}.{field.name}"


def all_columns() -> set[str]:
    return {column for model in django_apps.get_models(include_auto_created=True) for column in columns(model)}


def declared() -> set[str]:
    return {column for offer in contributions.all_of(PersonalData) for column in offer.columns}


def listed() -> dict[str, str]:
    """Column and reason, one a line: `app.Model.field: why it holds nothing of a person`."""
    lines = [line for line in LISTED.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split(": ", 1) for line in lines)


def test_every_column_is_declared_or_listed_with_a_reason():
    assert sorted(all_columns() - declared() - set(listed())) == []


def test_what_is_declared_or_listed_exists():
    real = {_label(m, f) for m in django_apps.get_models(include_auto_created=True) for f in m._meta.get_fields()}
    assert sorted((declared() | set(listed())) - real) == []


def test_nothing_is_both_declared_and_listed():
    assert sorted(declared() & set(listed())) == []


def test_a_forgotten_column_is_seen():
    class Planted(models.Model):  # noqa: DJ008
        person = models.ForeignKey("accounts.User", on_delete=models.CASCADE)
        hobby = models.CharField(max_length=10)
        kind = models.CharField(max_length=1, choices=[("a", "A")])
        amount = models.IntegerField()

        class Meta:
            app_label = "planted"
            managed = False

    try:
        assert list(columns(Planted)) == ["planted.Planted.person", "planted.Planted.hobby"]
    finally:
        django_apps.all_models.pop("planted")
        django_apps.clear_cache()
