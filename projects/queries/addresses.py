"""Where a project is found."""

from django.conf import settings

from commons.short_codes import code_of
from projects.models import Project


def short_address(project: Project) -> str:
    """What is printed, scanned and sent around: few letters make a QR code that reads from afar, and are soon typed."""
    return f"{settings.SITE_URL}/s/p{code_of(project.pk)}/"
