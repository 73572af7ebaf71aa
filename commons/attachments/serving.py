"""How a file is handed out, to whoever its door has let through."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from commons.models import Attachment, Visibility


def serve(request: HttpRequest, found: Attachment, size: int) -> HttpResponseBase:
    """In one of its sizes; asked again with its mark, what is public is not sent twice.

    Raises:
        Http404: its file is not there.
    """
    mark = f'"{found.key}-{size}"'
    is_public = found.audience is not None and found.audience.visibility == Visibility.PUBLIC
    is_open = is_public and found.hidden_at is None
    if is_open and request.headers.get("If-None-Match") == mark:
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = _file(found, size)
        request.META.pop("HTTP_ACCEPT_ENCODING", None)  # compressed already: a second time costs and saves nothing
    sealed(response)
    if is_open:
        response["Cache-Control"], response["ETag"] = "private, no-cache", mark
    return response


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever is in the file, nothing of it runs, is framed, is guessed at or is kept."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(found: Attachment, size: int) -> HttpResponseBase:
    path = found.path(size)
    if not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(not found.is_picture, found.name) or ""
    return response
