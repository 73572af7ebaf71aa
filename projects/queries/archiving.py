"""What the team is told before a project goes into the archive."""

from django.utils.translation import ngettext

from commitments.models import Commitment
from projects.models import Project


def open_promises_stay(project: Project) -> list[str]:
    """What becomes of promises that still run; nothing where there are none. One query."""
    number = Commitment.objects.running().filter(place=project.thread_id).count()
    if not number:
        return []
    said = ngettext(
        "%(n)s komitmen masih berjalan. Ia tetap tercatat begitu dan tidak dapat ditepati lagi.",
        "%(n)s komitmen masih berjalan. Semuanya tetap tercatat begitu dan tidak dapat ditepati lagi.",
        number,
    )
    return [said % {"n": number}]
