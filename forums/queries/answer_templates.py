"""The beginnings of answers that an office keeps."""

from typing import Any

from django.utils.translation import gettext as _

from forums.models import AnswerTemplate
from forums.models.answer_template import AnswerTemplateQuerySet


def templates_of(organisation_id: int | None) -> AnswerTemplateQuerySet:
    """Of one organisation, by their names."""
    found: AnswerTemplateQuerySet = AnswerTemplate.objects.filter(organisation=organisation_id).by_title()
    return found


def name_is_taken(title: str) -> str:
    """What is said where another template of the office has this name."""
    return _("Sudah ada templat bernama “%(title)s”. Pilih nama lain.") % {"title": title}


def facts_of(template: AnswerTemplate) -> dict[str, Any]:
    """What it says, as its form has it."""
    return {"title": template.title, "body": template.body}
