"""What commons itself offers the portal."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commons.attachments.actions import LIFE_UNSENT
from commons.contributions import PersonalData
from commons.models import Attachment, Draft, Job, Once, RightEntry
from commons.models.audience import AudienceUserGrant
from commons.models.epoch import raise_epoch


def export(person: Any) -> dict[str, Any]:
    """Drafts with what stands in them, files that the person sent, and what was made for them."""
    files = Attachment.objects.filter(owner=person)
    return {
        "drafts": list(Draft.objects.filter(person=person).values("kind", "values", "updated_at")),
        "files": list(files.values("name", "caption", "kind", "size", "created_at")),
        "jobs": list(Job.objects.filter(person=person).values("kind", "state", "file_name", "created_at")),
        "rights": list(RightEntry.objects.filter(user=person).order_by("pk").values("what", "held", "thing", "at")),
    }


@transaction.atomic
def erase(person: Any) -> None:
    """Drafts, keys and grants go. Files that were never sent, and downloads, have had their time: the sweep takes them.

    No file is touched here: erasing is rehearsed and rolled back, and a file has no way back. What was sent stays with
    its text; a photo's name, which phones and people make, does not.
    """
    Draft.objects.filter(person=person).delete()
    Once.objects.filter(person=person).delete()
    AudienceUserGrant.objects.filter(user=person).delete()
    files, now = Attachment.objects.filter(owner=person), timezone.now()
    files.filter(kind=Attachment.Kind.IMAGE).update(name="foto.webp")
    files.filter(parent_id=None).update(owner=None, name="", created_at=now - LIFE_UNSENT)
    jobs = Job.objects.filter(person=person)
    jobs.exclude(state=Job.State.DONE).update(state=Job.State.FAILED)
    jobs.update(dies_at=now, data={}, file_name="")
    raise_epoch()


CONTRIBUTIONS: list[Any] = [
    PersonalData(
        "commons",
        export,
        erase,
        columns=(
            "commons.Attachment.owner",
            "commons.Attachment.name",
            "commons.Attachment.caption",
            "commons.AudienceUserGrant.user",
            "commons.Draft.person",
            "commons.Draft.values",
            "commons.Job.person",
            "commons.Job.data",
            "commons.Job.file_name",
            "commons.Once.person",
            "commons.RightEntry.user",
            "commons.RightEntry.by",
        ),
    )
]
