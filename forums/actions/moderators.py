"""Whom staff entrusts with a category: they close, hide, pin and move what stands there, and in its own parts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from commons.access import Refused, ensure
from commons.audience import give, take
from forums.actions.locking import locked_category
from forums.models import Category
from forums.models.category import MODERATE


@transaction.atomic
def name_moderator(*, category: Category, person: User, by: Any) -> Category:
    """Twice is once; noted like every grant. Locks the category.

    Raises:
        Refused: the person could not see what they are to look after.
    """
    category = locked_category(category.pk)
    ensure(by, "forums.keep_moderators", category)
    if not Category.objects.visible_to(person).filter(pk=category.pk).exists():
        raise Refused(_("%(name)s tidak dapat melihat kategori ini.") % {"name": person}, obj=category)
    give(MODERATE, to=person, on=category, by=by)
    return category


@transaction.atomic
def dismiss_moderator(*, category: Category, person: User, by: Any) -> Category:
    """They may do no more there, from this moment on. Locks the category."""
    category = locked_category(category.pk)
    ensure(by, "forums.keep_moderators", category)
    take(MODERATE, of=person, on=category, by=by)
    return category
