"""What organisations are: the four sectors, and the kinds within each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """The four whose balance decides whether a service is integrated."""

    GOVERNMENT = "government", _("Pemerintah")
    PRIVATE = "private", _("Swasta")
    COMMUNITY = "community", _("Masyarakat")
    EXTERNAL = "external", _("Mitra luar")


class Kind(models.TextChoices):
    """Controlled, so that a report can count the institutions of RT and RW whichever sector it counts them to."""

    KELURAHAN = "kelurahan", _("Kelurahan")
    AGENCY = "dinas", _("Dinas dan badan")
    HEALTH_CENTRE = "puskesmas", _("Puskesmas")
    PUBLIC_ORDER = "satpol_pp", _("Satpol PP")
    STATE_SCHOOL = "sekolah_negeri", _("Sekolah negeri")

    COMPANY = "perusahaan", _("Perusahaan")
    BANK = "bank", _("Bank")
    DEVELOPER = "developer", _("Pengembang")
    COOPERATIVE = "koperasi", _("Koperasi")
    SMALL_BUSINESS = "umkm", _("UMKM")
    BUSINESS_GROUP = "kelompok_usaha", _("Kelompok usaha")

    RW = "rw", _("Pengurus RW")
    RT = "rt", _("Pengurus RT")
    COUNCIL = "lmk", _("LMK")
    VIGILANCE_FORUM = "fkdm", _("FKDM")
    FAMILY_WELFARE = "pkk", _("PKK")
    HEALTH_POST = "posyandu", _("Posyandu")
    YOUTH = "karang_taruna", _("Karang Taruna")
    WASTE_BANK = "bank_sampah", _("Bank sampah")
    FARMERS = "kelompok_tani", _("Kelompok tani")
    OLDER_PEOPLE = "lansia", _("Kelompok lansia")
    STUDY_CIRCLE = "majelis_taklim", _("Majelis taklim")
    WORSHIP = "rumah_ibadah", _("Rumah ibadah")
    COMMUNITY_GROUP = "komunitas", _("Komunitas")

    NGO = "lsm", _("LSM")
    FOUNDATION = "yayasan", _("Yayasan")
    UNIVERSITY = "universitas", _("Perguruan tinggi")
    PRIVATE_SCHOOL = "sekolah_swasta", _("Sekolah swasta")
    INTERNATIONAL = "lembaga_asing", _("Lembaga internasional")
    MEDIA = "media", _("Media")


KINDS: dict[Sector, tuple[Kind, ...]] = {
    Sector.GOVERNMENT: (Kind.KELURAHAN, Kind.AGENCY, Kind.HEALTH_CENTRE, Kind.PUBLIC_ORDER, Kind.STATE_SCHOOL),
    Sector.PRIVATE: (
        *(Kind.COMPANY, Kind.BANK, Kind.DEVELOPER),
        *(Kind.COOPERATIVE, Kind.SMALL_BUSINESS, Kind.BUSINESS_GROUP),
    ),
    Sector.COMMUNITY: (
        *(Kind.RW, Kind.RT, Kind.COUNCIL, Kind.VIGILANCE_FORUM, Kind.FAMILY_WELFARE, Kind.HEALTH_POST, Kind.YOUTH),
        *(Kind.WASTE_BANK, Kind.FARMERS, Kind.OLDER_PEOPLE, Kind.STUDY_CIRCLE, Kind.WORSHIP, Kind.COMMUNITY_GROUP),
    ),
    Sector.EXTERNAL: (
        *(Kind.NGO, Kind.FOUNDATION, Kind.UNIVERSITY),
        *(Kind.PRIVATE_SCHOOL, Kind.INTERNATIONAL, Kind.MEDIA),
    ),
}


def kinds_of(sector: str) -> tuple[Kind, ...]:
    """The kinds of a sector; none of an unknown one."""
    return KINDS[Sector(sector)] if sector in Sector.values else ()


def kind_suits_its_sector() -> Q:
    """The rule as the database holds it; without a kind is right everywhere."""
    pairs = [Q(sector=sector.value, kind__in=[kind.value for kind in kinds]) for sector, kinds in KINDS.items()]
    return Q(kind="") | pairs[0] | pairs[1] | pairs[2] | pairs[3]
