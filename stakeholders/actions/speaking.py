"""For whom a person speaks: asked again by whatever is written in an organisation's name."""

from typing import Any

from django.utils.translation import gettext as _

from commons.access import Refused
from stakeholders.models import Organisation


def ensure_speaks_for(person: Any, organisation: Organisation | None) -> None:
    """
    Raises:
        Refused: the organisation is not, or no longer, this person's to speak for.
    """
    if organisation is not None and not Organisation.objects.represented_by(person).filter(pk=organisation.pk).exists():
        raise Refused(_("Anda tidak lagi mewakili %(name)s.") % {"name": organisation.name})
