"""Where the money of a project comes from."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundSource(models.TextChoices):
    """*Sumber dana*. What is still to be found is none of them."""

    GOVERNMENT = "government", _("APBD dan dana pemerintah")
    COMPANY = "company", _("TJSL (CSR) perusahaan")
    GRANT = "grant", _("Hibah")
    RESIDENTS = "residents", _("Swadaya dan donasi warga")
    OWN = "own", _("Kas organisasi")


LONGEST_CODE = 10


def fund_names(codes: Iterable[str]) -> list[str]:
    """In the order of their kinds, whichever was named first."""
    named = set(codes)
    return [str(source.label) for source in FundSource if source in named]
