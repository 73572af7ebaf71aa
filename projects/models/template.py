"""What a usual project begins with, as staff keep it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.audience import RootedQuerySet


class ProjectTemplateQuerySet(RootedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """They hold nothing of anybody."""
        return self

    def on_offer(self) -> Self:
        return self.filter(is_active=True).order_by("name", "pk")


class ProjectTemplate(models.Model):
    """A *contoh*: copied into the form, so that changing it changes no project. One milestone a line."""

    name = models.CharField(_("Nama contoh"), max_length=80, unique=True)
    title = models.CharField(_("Judul"), max_length=160)
    summary = models.TextField(_("Ringkasan"), max_length=16000, blank=True)
    milestones = models.TextField(_("Tonggak"), max_length=56000, blank=True)
    next_step = models.CharField(_("Langkah berikutnya"), max_length=200, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(_("Irama kabar"), default=30)
    is_active = models.BooleanField(_("Ditawarkan"), default=True)

    objects = ProjectTemplateQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(title=""), name="project_template_has_a_name"),
            models.CheckConstraint(
                condition=Q(rhythm_days__gte=1, rhythm_days__lte=366), name="project_template_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return "/proyek/contoh/"
