"""The same six people in every test, and a visitor."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.models import User
from commons.audience import add_to_group


def person(handle: str, name: str, title: str = "", *, offices: tuple[str, ...] = (), **fields: Any) -> User:
    """A member with a confirmed address, and the offices named."""
    fields.setdefault("email", f"{handle}@contoh.example")
    fields.setdefault("confirmed_at", timezone.now())
    user = User.objects.create_user(name=name, handle=handle, title=title, **fields)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=bool(user.confirmed_at), primary=True)
    for office in offices:
        add_to_group(user, Group.objects.get_or_create(name=office)[0])
    return user


def signed_in(user: User, **kwargs: Any) -> Client:
    """A browser in which this person is signed in."""
    client = Client(**kwargs)
    client.force_login(user)
    return client


@dataclass(frozen=True)
class People:
    """ratna: sekretaris (leader) · putri: staff · tukimin: chair of RW 03 · rizky: Karang Taruna ·
    bayu: partner company · dewi: partner NGO · sunarti: small business, resident."""

    ratna: User
    putri: User
    tukimin: User
    rizky: User
    bayu: User
    dewi: User
    sunarti: User


def make_people() -> People:
    return People(
        ratna=person("ratna", "Ratna Kusumaningtyas", "Sekretaris Kelurahan", offices=("staff", "leader")),
        putri=person("putri", "Putri Anggraini", "Staf Ekbang", offices=("staff",)),
        tukimin=person("tukimin", "Tukimin", "Ketua RW 03"),
        rizky=person("rizky", "Rizky Maulana", "Ketua Karang Taruna"),
        bayu=person("bayu", "Bayu Prasetyo", "CSR PT Sumber Air"),
        dewi=person("dewi", "Dewi Lestari", "Koordinator LSM"),
        sunarti=person("sunarti", "Sunarti", "Warung Bu Narti"),
    )
