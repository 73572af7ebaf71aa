"""What an organisation says of itself, and what is kept of it beside."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_LINKS = 5


class Profiled(models.Model):
    """The part of an organisation that its own people write. `nib` and `npwp` are for staff and its managers only; the
    contact person is everybody's only while `contact_is_public` says so."""

    about = models.TextField(_("Tentang"), max_length=2000, blank=True)
    about_en = models.TextField(max_length=2000, blank=True)
    vision = models.TextField(_("Visi"), max_length=1000, blank=True)
    mission = models.TextField(_("Misi"), max_length=2000, blank=True)
    website = models.URLField(_("Situs web"), blank=True)
    links: Any = ArrayField(models.URLField(max_length=200), default=list, blank=True, size=MOST_LINKS)
    email = models.EmailField(_("Surel umum"), blank=True)
    phone = models.CharField(_("Telepon umum"), max_length=16, blank=True)
    contact_name = models.CharField(_("Narahubung"), max_length=120, blank=True)
    contact_title = models.CharField(_("Jabatan narahubung"), max_length=80, blank=True)
    contact_email = models.EmailField(_("Surel narahubung"), blank=True)
    contact_phone = models.CharField(_("Telepon narahubung"), max_length=16, blank=True)
    contact_is_public = models.BooleanField(_("Tampilkan narahubung untuk umum"), default=False)
    nib = models.CharField(_("NIB"), max_length=13, blank=True)
    npwp = models.CharField(_("NPWP organisasi"), max_length=16, blank=True)
    logo = models.ForeignKey("commons.Attachment", on_delete=models.SET_NULL, null=True, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name=_("Bagian dari")
    )

    class Meta:
        abstract = True

    @property
    def has_contact(self) -> bool:
        """Is there a contact person, shown or not?"""
        return bool(self.contact_name or self.contact_email or self.contact_phone)

    @property
    def has_public_contact(self) -> bool:
        """Is there a way to reach it that everybody may know?"""
        told = self.website or self.links or self.email or self.phone
        return bool(told or (self.contact_is_public and self.has_contact))
