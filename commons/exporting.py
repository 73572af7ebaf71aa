"""What leaves as a file. A list: asked for by a form, made within bounds, and each time an entry says who took what.

What is an app's own stays there: which rows, which columns, the rule, and the table of its entries.
"""

from collections.abc import Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from commons.access import Refused
from commons.calendar import today
from commons.htmx import see_other
from commons.models import Export
from commons.tables import MEDIA_TYPES

MOST = 20_000  # rows of one file
CHUNK = 500  # rows that are in memory at a time
IN_MEMORY = 2_000_000  # bytes; what is longer goes to the disk


class ExportForm(forms.Form):
    """As which kind of file."""

    bentuk = forms.ChoiceField(choices=Export.Form, error_messages={"invalid_choice": _("Pilih CSV atau XLSX.")})


def take_out(
    entries: type[Export], *, by: Any, form: str, narrowed_by: str, fill: Callable[[IO[bytes]], int], **more: Any
) -> IO[bytes]:
    """The file that `fill` writes, which returns its number of rows, at its beginning; and its entry. Whoever sends
    the file closes it. Belongs inside an action's transaction."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it outlives this function
    try:
        rows = fill(file)
        file.seek(0)
        entries.objects.create(person=by, form=form, narrowed_by=narrowed_by[:500], rows=rows, **more)
    except BaseException:
        file.close()
        raise
    return file


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A small file that is made here, to be kept and not shown."""
    disposition = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=media_type, headers=disposition)


def export(
    request: HttpRequest,
    form: forms.Form,
    make: Callable[[str], IO[bytes]],
    *,
    name: str,
    back: str,
    media_types: Mapping[str, str] = MEDIA_TYPES,
) -> HttpResponseBase:
    """What `make` makes in the kind that the form asks for; what is wrong or refused is said on the list (`back`).

    `name` is what the file is called, before the day and the kind.
    """
    if not form.is_valid():
        messages.error(request, str(form.errors["bentuk"][0]))
        return see_other(back)
    kind = form.cleaned_data["bentuk"]
    try:
        file = make(kind)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return see_other(back)
    return FileResponse(file, as_attachment=True, filename=f"{name}-{today()}.{kind}", content_type=media_types[kind])
