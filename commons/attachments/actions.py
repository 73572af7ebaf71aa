"""How files come in, find their place, and go."""

import hashlib
import re
import unicodedata
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused
from commons.attachments.kinds import PDF, PICTURES, ensure_whole_pdf, kind_of
from commons.attachments.queries import unsent
from commons.models import Attachment, Audience

MOST_BYTES = 10 * 1024 * 1024
MOST_UNSENT = 40
LIFE_UNSENT = timedelta(hours=24)
LONGEST_NAME = 255
UNTYPED = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def receive(*, owner: Any, upload: UploadedFile) -> Attachment:
    """Take a file in: judged by its content, pictures made anew. It is the owner's until `attach`, for 24 hours.

    The row is committed before its files are written, so that whatever is on the disk has a row that the sweep finds.

    Raises:
        ValidationError: empty, too big, of another kind, broken, or too much lies unsent. Nothing stays on the disk.
    """
    if unsent(owner).count() >= MOST_UNSENT:
        raise ValidationError(_("Terlalu banyak berkas yang belum terkirim. Kirim atau hapus dulu sebagian."))
    data = _bounded(upload)
    row, files = _made_of(data, clean_file_name(upload.name or ""))
    row.owner, row.digest = owner, hashlib.sha256(data).hexdigest()
    row.size = len(files[max(files)])
    row.save()
    try:
        for size, content in files.items():
            default_storage.save(row.path(size), ContentFile(content))
    except Exception:
        discard(row)
        raise
    return row


def _bounded(upload: UploadedFile) -> bytes:
    if not upload.size:
        raise ValidationError(_("Berkas ini kosong. Pilih berkas lain."))
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Berkas ini lebih dari 10 MB. Perkecil, lalu unggah lagi."))
    return upload.read()


def _made_of(data: bytes, name: str) -> tuple[Attachment, dict[int, bytes]]:
    media_type = kind_of(data)
    if media_type == PDF:
        ensure_whole_pdf(data)
        return Attachment(kind=Attachment.Kind.PDF, media_type=PDF, name=_ending(name, "pdf")), {0: data}
    from commons.attachments.imaging import pictures  # late: its libraries take 7 MB

    made = pictures(data, PICTURES[media_type])
    row = Attachment(kind=Attachment.Kind.IMAGE, media_type="image/webp", name=_ending(name, "webp"))
    row.width, row.height = made.width, made.height
    return row, made.by_size


def clean_file_name(name: str) -> str:
    """The name as people read it: no folders, no invisible characters, at most 255. No file of ours is called so."""
    name = "".join(c for c in unicodedata.normalize("NFC", name[:2000]) if unicodedata.category(c) not in UNTYPED)
    name = " ".join(re.split(r"[/\\]", name)[-1].split()).lstrip(".")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME] or _("berkas")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _ending(name: str, ending: str) -> str:
    """The name with the ending of what the file is now."""
    stem, dot, given = name.rpartition(".")
    stem = stem if dot and len(given) <= 10 else name
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


@transaction.atomic
def attach(attachment: Attachment, *, to: Model, audience: Audience) -> None:
    """Give an unsent file its place, under the audience that is asked at every download.

    Raises:
        Refused: it was swept or attached elsewhere meanwhile.
    """
    place = {"parent_type": ContentType.objects.get_for_model(to), "parent_id": to.pk, "audience": audience}
    if not Attachment.objects.filter(pk=attachment.pk, parent_id=None).update(**place):
        raise Refused(_("Berkas %(name)s sudah tidak ada. Unggah lagi.") % {"name": attachment.name})
    attachment.refresh_from_db()


def detach(parent: Model) -> list[Attachment]:
    """Its files leave their place, in the transaction that gives them another: until then they are their owner's, and
    unsent; what finds no place dies with the next sweep."""
    mine = {"parent_type": ContentType.objects.get_for_model(parent), "parent_id": parent.pk}
    files = list(Attachment.objects.select_for_update(of=("self",)).filter(**mine).order_by("pk"))
    nowhere = {"parent_type": None, "parent_id": None, "audience": None, "hidden_at": None}
    Attachment.objects.filter(pk__in=[file.pk for file in files]).update(**nowhere)
    return files


def hide(parent: Model) -> None:
    """Its files are served no more, in the transaction that hides it."""
    kind = ContentType.objects.get_for_model(parent)
    Attachment.objects.filter(parent_type=kind, parent_id=parent.pk).update(hidden_at=timezone.now())


def show(parent: Model) -> None:
    """And served again, in the transaction that shows it again."""
    kind = ContentType.objects.get_for_model(parent)
    Attachment.objects.filter(parent_type=kind, parent_id=parent.pk).update(hidden_at=None)


def hang(parents: QuerySet[Any, Any], audience: Audience) -> None:
    """What belongs to these things hangs under another audience, asked from the next download on."""
    kind = ContentType.objects.get_for_model(parents.model)
    theirs = Attachment.objects.filter(parent_type=kind, parent_id__in=parents.values("pk"))
    theirs.update(audience=audience)


def discard(attachment: Attachment) -> None:
    """The files, then the row: a run that dies between leaves a row that the sweep finds again."""
    for size in attachment.sizes:
        default_storage.delete(attachment.path(size))
    attachment.delete()


def sweep_unsent() -> int:
    """Throw away what was uploaded more than 24 hours ago and never sent. What is being attached now is left alone."""
    swept = 0
    while _sweep_one():
        swept += 1
    return swept


@transaction.atomic
def _sweep_one() -> bool:
    old = Attachment.objects.filter(parent_id=None, created_at__lt=timezone.now() - LIFE_UNSENT)
    attachment = old.select_for_update(skip_locked=True, of=("self",)).first()
    if attachment is not None:
        discard(attachment)
    return attachment is not None
