"""Staff keep the usual projects that others begin with."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.editing import ensure_not_overtaken
from projects.models import ProjectTemplate

FACTS = ("name", "title", "summary", "milestones", "next_step", "rhythm_days", "is_active")


@transaction.atomic
def add_template(*, by: Any, **facts: Any) -> ProjectTemplate:
    """
    Raises:
        Refused: there is one of that name, entered by somebody else meanwhile.
    """
    ensure(by, "projects.keep_templates", None)
    template = ProjectTemplate(**facts)
    _save(template)
    return template


@transaction.atomic
def edit_template(*, template: ProjectTemplate, by: Any, seen: str = "", **facts: Any) -> ProjectTemplate:
    """What was begun with it stays as it is. Locks the template.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
        Refused: there is one of that name, entered by somebody else meanwhile.
    """
    template = ProjectTemplate.objects.select_for_update().get(pk=template.pk)
    ensure(by, "projects.keep_templates", template)
    ensure_not_overtaken(seen, template_facts(template))
    for name, value in facts.items():
        setattr(template, name, value)
    _save(template)
    return template


def template_facts(template: ProjectTemplate) -> dict[str, Any]:
    """What the form of a template begins with."""
    return {name: getattr(template, name) for name in FACTS}


def _save(template: ProjectTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError:
        raise Refused(_("Contoh dengan nama ini sudah ada. Pakai nama lain.")) from None
