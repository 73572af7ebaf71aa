"""Where something is and what it is about: the same questions wherever they are asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.models import Area, Theme


class AreasField(forms.ModelMultipleChoiceField):
    """The whole kelurahan, or some of its RW; none is an answer too."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label": _("Wilayah"), "required": False, "widget": forms.CheckboxSelectMultiple}
        super().__init__(Area.objects.placeable(), **usual | kwargs)


class ThemesField(forms.ModelMultipleChoiceField):
    """*Bidang*, as many as fit."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"label": _("Bidang"), "required": False, "widget": forms.CheckboxSelectMultiple}
        super().__init__(Theme.objects.all(), **usual | kwargs)


class NeighbourhoodField(forms.ModelChoiceField):
    """In which RW somebody lives."""

    default_error_messages = {"invalid_choice": _("Pilih RW dari daftar.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Area.objects.neighbourhoods(), **{"label": _("RW")} | kwargs)
