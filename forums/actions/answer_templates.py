"""An office keeps the beginnings of its answers."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.access import Refused, ensure
from commons.editing import ensure_not_overtaken
from forums.models import MOST_TEMPLATES, AnswerTemplate
from forums.queries.answer_templates import facts_of, name_is_taken, templates_of
from stakeholders.models import Organisation


@transaction.atomic
def add_template(*, organisation: Organisation, by: Any, title: str, body: str) -> AnswerTemplate:
    """One more. Locks the organisation.

    Raises:
        Refused: it keeps as many as one can choose from, or one of this name.
    """
    organisation = _held(organisation)
    ensure(by, "forums.keep_templates", organisation)
    if templates_of(organisation.pk).count() >= MOST_TEMPLATES:
        raise Refused(
            _("Sudah ada %(n)s templat. Hapus atau ubah salah satunya dulu.") % {"n": MOST_TEMPLATES}, obj=organisation
        )
    _ensure_new_name(organisation, title)
    return AnswerTemplate.objects.create(organisation=organisation, title=title, body=body, changed_by=by)


@transaction.atomic
def change_template(*, template: AnswerTemplate, by: Any, title: str, body: str, seen: str = "") -> AnswerTemplate:
    """Say it anew. Locks the organisation.

    Raises:
        commons.editing.Overtaken: it is no longer what the writer saw (`seen`, a digest).
        Refused: another one has this name.
    """
    template = _locked(template, by)
    ensure_not_overtaken(seen, facts_of(template))
    if title != template.title:
        _ensure_new_name(template.organisation, title)
    template.title, template.body = title, body
    template.changed_by, template.changed_at = by, timezone.now()
    template.save(update_fields=["title", "body", "changed_by", "changed_at"])
    return template


@transaction.atomic
def remove_template(*, template: AnswerTemplate, by: Any) -> None:
    """It is offered no more; what was written with it stays. Locks the organisation."""
    _locked(template, by).delete()


def _ensure_new_name(organisation: Organisation, title: str) -> None:
    if templates_of(organisation.pk).filter(title=title).exists():
        raise Refused(name_is_taken(title), obj=organisation)


def _held(organisation: Organisation) -> Organisation:
    return Organisation.objects.held().select_related("audience", "group").get(pk=organisation.pk)


def _locked(template: AnswerTemplate, by: Any) -> AnswerTemplate:
    organisation = _held(template.organisation)
    found = templates_of(organisation.pk).get(pk=template.pk)
    found.organisation = organisation
    ensure(by, "forums.keep_templates", found)
    return found
