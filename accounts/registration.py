"""What was written at sign-up waits in that browser's session until the address is proven.

So it counts only for whoever proves it: a stranger who begins with a neighbour's address leaves no name behind (A4).
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from commons.models import Area

KEY = "registration"


def keep(request: HttpRequest, *, name: str, area: Area | None) -> None:
    """Together with the version of the privacy notice that the form showed, and its language."""
    request.session[KEY] = {
        "name": name,
        "area": area.pk if area else None,
        "language": get_language(),
        "privacy_version": settings.PRIVACY_VERSION,
    }


def take(request: HttpRequest) -> dict[str, Any]:
    """For `actions.confirm_address`; the session forgets it."""
    written = request.session.pop(KEY)
    return written | {"area": Area.objects.filter(pk=written["area"]).first()}
