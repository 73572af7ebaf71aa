"""What a process reads once and keeps, read before the server parts into several: then they share it."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation

FOLDERS = ("", "components", "forums", "projects")  # of templates that most pages are made of


def warm() -> None:
    """Addresses with their views, the words of each language, and the busiest templates. It opens no connection: that
    would be shared too."""
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Forum")
            reverse("forums:category_list")
    list(get_resolver().url_patterns)
    root = settings.BASE / "templates"
    for folder in FOLDERS:
        for file in sorted((root / folder).glob("*.html")):
            get_template(str(file.relative_to(root)))
