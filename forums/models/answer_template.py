"""Beginnings of answers that an office keeps, so that what is asked often is answered well and soon."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet

MOST_TEMPLATES = 40  # of one organisation: more would not be found again in a list to choose from


class AnswerTemplateQuerySet(RootedQuerySet):
    def by_title(self) -> Self:
        return self.order_by("title", "pk")

    def for_page(self, user: Any) -> Self:
        return self.select_related("organisation__audience", "organisation__group")


class AnswerTemplate(models.Model):
    """A text that a representative begins with and changes as the question asks. `body` is as it was typed."""

    organisation = models.ForeignKey("stakeholders.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Nama templat"), max_length=80)
    body = models.TextField(_("Isi"), max_length=4000)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = AnswerTemplateQuerySet.as_manager()
    audience_path = "organisation__audience"
    parent_field = "organisation"

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="one_answer_template_a_title"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="answer_template_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/forum/templat/{self.organisation_id}/"
