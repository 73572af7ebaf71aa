"""An organisation's own part of the forum, which somebody wants before it is there."""

from typing import Any

from django.db import transaction

from commons.access import ensure
from commons.models.epoch import raise_epoch
from forums.models import Category
from stakeholders.models import Organisation


@transaction.atomic
def open_forum(*, organisation: Organisation, by: Any) -> Category:
    """Whoever sees the organisation sees it, who follows the organisation hears of its topics, and who manages it looks
    after them. Opened twice it is the same one. Locks the organisation.

    Raises:
        Refused: it is not verified any more, or no longer this person's to manage.
    """
    organisation = Organisation.objects.held().get(pk=organisation.pk)
    ensure(by, "forums.open_forum", organisation)
    facts = {"title": organisation.name, "is_owned": True}
    stands_on = {"audience_id": organisation.audience_id, "thread_id": organisation.thread_id}
    category, is_new = Category.objects.get_or_create(organisation=organisation, defaults=facts | stands_on)
    if is_new:
        raise_epoch()  # its managers look after it from now on
    return category
