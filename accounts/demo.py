"""The people of the demo, and whom to sign in as."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import Consent, User
from accounts.offices import group_of
from commons.audience import add_to_group
from commons.demo import Counted, Town
from commons.demo.content import areas, content, moment
from commons.models import Area
from commons.standing import LEADER, MODERATOR, STAFF

PASSWORD = "rembuk-contoh-2026"  # noqa: S105 - printed by `make run`
OFFICES = {"leader": (STAFF, LEADER), "staff": (STAFF,), "moderator": (MODERATOR,), "administrator": (STAFF,)}
SIGN_INS = {
    "leader": "hendra",
    "staff": "yuli",
    "administrator": "teguh",
    "moderator": "fajar",
    "organisation_manager": "endang",
    "partner": "bayu",
    "coordinator": "dewi",
    "resident": "rohani",
    "member": "lestari",
}


def load(town: Town) -> dict[str, User]:
    """The accounts by their key in the content; who is there already is left alone."""
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    return {row["key"]: _person(row, password) for row in content()["people"]}


def _person(row: dict[str, Any], password: str) -> User:
    user = User.objects.filter(email=row["email"]).first()
    if user is not None:
        return user
    user = User.objects.create_user(
        row["email"],
        name=row["name"],
        handle=row["key"],
        title=row["title"] or "",
        biography=row.get("bio") or "",
        area=areas(row["area"])[0],
        language=row.get("language", "id"),
        confirmed_at=moment(-300),
        is_listed=True,
        is_staff=row["role"] == "administrator",
        is_superuser=row["role"] == "administrator",
    )
    User.objects.filter(pk=user.pk).update(password=password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Consent.objects.create(person=user, version=settings.PRIVACY_VERSION)
    for office in OFFICES.get(row["role"], ()):
        add_to_group(user, group_of(office))
    return user


def counts() -> Iterator[Counted]:
    """People by their office."""
    for office in (LEADER, STAFF, MODERATOR):
        yield "role", office, User.objects.filter(groups__name=office).count()
    yield "role", "administrator", User.objects.filter(is_superuser=True).count()
    yield "role", "resident", User.objects.filter(area__level=Area.Level.RW).count()
    yield "role", "member", User.objects.exclude(confirmed_at=None).count()


def sign_ins() -> list[dict[str, str]]:
    """For each role somebody to sign in as."""
    people = {row["key"]: row for row in content()["people"]}
    return [
        {"role": role, "name": people[key]["name"], "email": people[key]["email"], "password": PASSWORD}
        for role, key in SIGN_INS.items()
    ]
