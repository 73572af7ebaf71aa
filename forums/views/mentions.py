"""Names to choose from while somebody writes, for the script that shows them."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from commons.access import access
from commons.limits import limit
from forums import queries


@require_safe
@access("forums.open_topic")
@limit("120/m", methods=("GET",))
def mention_list(request: HttpRequest) -> JsonResponse:
    """`?q=de&topik=12`, or `&kategori=3` for a new topic."""
    asked = request.GET
    found = queries.mention_suggestions(
        asked.get("q", ""), request.user, topic=asked.get("topik", ""), category=asked.get("kategori", "")
    )
    return JsonResponse({"found": [one.as_dict() for one in found]})
