"""An organisation gets its own part of the forum."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commons.access import access
from commons.acting import act
from commons.limits import limit
from forums import actions
from stakeholders.models import Organisation


@require_POST
@access("forums.open_forum", to=Organisation)
@limit("20/h")
def forum_open(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One tap, and one is there."""
    return act(
        request,
        lambda: actions.open_forum(organisation=organisation, by=request.user).get_absolute_url(),
        back=organisation.get_absolute_url(),
        said=_("Forum organisasi sudah dibuka. Silakan tulis topik pertamanya."),
    )
