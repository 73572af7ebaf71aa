"""What was said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.form_fields import TextField
from commons.once import OnceForm


class MinutesForm(OnceForm):
    """What was said and decided."""

    text = TextField(
        label=_("Notulen"),
        min_length=10,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Yang dibahas, yang diputuskan, dan siapa mengerjakan apa. Setelah terbit tidak diubah lagi."),
    )
