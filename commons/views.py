"""What every app leans on: files and their pictures, drafts, downloads."""

from mimetypes import guess_type

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons import attachments, contributions, drafts
from commons.access import Refused, can, public, signed_in
from commons.attachments.serving import sealed, serve
from commons.contributions import JobKind
from commons.htmx import see_other
from commons.kept import from_here, written
from commons.limits import limit
from commons.models import Job


@require_safe
@public
def attachment(request: HttpRequest, key: str, size: int = 0) -> HttpResponseBase:
    """A picture in one of its sizes, or a document as a download. Hidden, foreign and missing ones answer alike."""
    found = attachments.served_to(request.user).select_related("audience").filter(key=key).first()
    if found is None or (size and size not in found.sizes):
        raise Http404
    return serve(request, found, size or max(found.sizes))


@require_POST
@signed_in
@limit("60/m")
def attachment_create(request: HttpRequest) -> HttpResponse:
    """One file ahead of its form, for the script that shows it at once; the form then names it by its key."""
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise ValidationError(_("Pilih berkasnya dulu."))
        received = attachments.receive(owner=request.user, upload=upload)
    except ValidationError as refusal:
        return JsonResponse({"error": refusal.messages[0]}, status=422)
    facts = {"key": received.key, "name": received.name, "kind": received.kind, "size": received.size}
    picture = received.small.url if received.is_picture else ""
    return JsonResponse(facts | {"url": received.get_absolute_url(), "picture": picture}, status=201)


@require_POST
@signed_in
@limit("60/m")
def draft_save(request: HttpRequest) -> HttpResponse:
    """What a script sends every ten seconds while somebody writes. Another site's page saves nothing here."""
    if not from_here(request):
        return HttpResponseForbidden()
    own = ("draft_kind", "draft_action")
    pairs = [pair for pair in written(request) if pair[0] not in own]
    kind, action = (request.POST.get(name, "").replace("\x00", "") for name in own)
    drafts.save(person=request.user, kind=kind, action=action, pairs=pairs)
    return HttpResponse(status=204)


@require_POST
@signed_in
def draft_drop(request: HttpRequest) -> HttpResponse:
    """*Hapus* beside an offered draft; back to the form, empty."""
    draft = drafts.find(request.user, request.POST.get("draft_kind", "").replace("\x00", ""))
    if draft is not None:
        drafts.drop(person=request.user, kind=draft.kind)
    return see_other(draft.action if draft is not None and draft.action else "/")


@require_safe
@signed_in
def job_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was made for this person, while it lives and while the right to it does."""
    job = get_object_or_404(Job.objects.downloadable_by(request.user), pk=pk)
    kind = contributions.one(JobKind, job.kind)
    if kind.rule and not (verdict := can(request.user, kind.rule)):
        raise Refused(verdict.reason, kind.rule)
    if not default_storage.exists(job.file):
        raise Http404
    media_type = guess_type(job.file_name)[0] or "application/octet-stream"
    response = FileResponse(default_storage.open(job.file), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, job.file_name) or "attachment"
    return sealed(response)
