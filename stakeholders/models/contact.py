"""Whom the office calls at an organisation: known from a list, without an account."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet
from stakeholders.models.organisation import Organisation


class ContactPersonQuerySet(RootedQuerySet):
    def in_order(self) -> Self:
        return self.order_by("organisation", "pk")


class ContactPerson(models.Model):
    """The office's own note. Nobody speaks for an organisation by it; the address may be invited to."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_people")
    name = models.CharField(_("Nama narahubung"), max_length=120)
    title = models.CharField(_("Jabatan narahubung"), max_length=80, blank=True)
    email = models.EmailField(_("Surel narahubung"), blank=True)
    phone = models.CharField(_("Telepon narahubung"), max_length=16, blank=True)

    objects = ContactPersonQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="contact_person_has_a_name"),
            models.UniqueConstraint("organisation", Lower("name"), name="one_contact_person_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
