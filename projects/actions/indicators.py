"""Indicators are set by the team; readings are added by whoever reports, and corrected by newer ones."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from projects.actions.locking import locked
from projects.models import MOST_INDICATORS, Indicator, Project, Reading
from projects.queries import correctable


@transaction.atomic
def add_indicator(*, project: Project, by: Any, **facts: Any) -> Indicator:
    """One more thing to measure. Locks the project.

    Raises:
        Refused: the project has as many as anybody would keep up to date.
    """
    project = locked(project.pk)
    ensure(by, "projects.keep_indicators", project)
    if project.indicators.count() >= MOST_INDICATORS:
        raise Refused(_("Sudah ada %(n)s indikator. Hapus yang belum dipakai dulu.") % {"n": MOST_INDICATORS})
    return Indicator.objects.create(project=project, **facts)


@transaction.atomic
def change_indicator(*, indicator: Indicator, by: Any, **facts: Any) -> Indicator:
    """What it says; its readings stay as they are. Locks the project."""
    indicator = _locked(indicator, by, "projects.keep_indicators")
    for name, value in facts.items():
        setattr(indicator, name, value)
    indicator.save(update_fields=list(facts))
    return indicator


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: Any) -> None:
    """It was a mistake. Locks the project.

    Raises:
        Refused: something was read of it, and what was told stays.
    """
    indicator = _locked(indicator, by, "projects.keep_indicators")
    if indicator.readings.exists():
        raise Refused(_("Indikator ini sudah punya catatan angka, jadi tidak dapat dihapus."), obj=indicator)
    indicator.delete()


@transaction.atomic
def add_reading(
    *,
    indicator: Indicator,
    by: Any,
    on: date,
    value: Decimal | None,
    source: str,
    corrects: Reading | None = None,
) -> Reading:
    """What was read on a day, and from where. Locks the project.

    Raises:
        Refused: the reading that it corrects was corrected meanwhile, or is somebody else's.
    """
    indicator = _locked(indicator, by, "projects.add_reading")
    if corrects is not None and not correctable(indicator, by).filter(pk=corrects.pk).exists():
        if indicator.readings.standing().filter(pk=corrects.pk).exists():
            raise Refused(_("Angka dikoreksi oleh pencatatnya atau tim proyek."), obj=indicator)
        raise Refused(_("Angka ini sudah dikoreksi orang lain. Koreksi yang terbaru."), obj=indicator)
    return Reading.objects.create(indicator=indicator, on=on, value=value, source=source, corrects=corrects, author=by)


def _locked(indicator: Indicator, by: Any, rule: str) -> Indicator:
    """Under the lock of its project; one that is gone meanwhile is refused in words."""
    project = locked(indicator.project_id)
    found = project.indicators.filter(pk=indicator.pk).first()
    if found is None:
        raise Refused(_("Indikator ini sudah dihapus."), obj=project)
    found.project = project
    ensure(by, rule, found)
    return found
