"""Forms of answers: the office's, what is missing in one, and the beginnings that an office keeps."""

from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.attachments.fields import PhotosField
from commons.editing import EditForm
from commons.form_fields import LineField, TextField
from commons.once import OnceForm
from forums.forms import LONGEST_POST, WritingForm
from forums.models import AnswerTemplate
from forums.queries.answer_templates import name_is_taken

LONGEST_TEMPLATE = 4000


class AnswerForm(WritingForm):
    """The answer of the office that was asked; it may begin with a template, whose text is then changed at will."""

    template = forms.ModelChoiceField(
        label=_("Mulai dari templat"),
        queryset=AnswerTemplate.objects.none(),
        required=False,
        empty_label=_("Tanpa templat"),
        help_text=_("Isinya ditambahkan di bawah tulisan Anda, lalu dapat diubah."),
    )

    def __init__(self, *args: Any, templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, offices=[], **kwargs)
        self.templates = templates
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("body", "photos")}

    def begun(self, *, user: Any) -> Self:
        """The same form, nothing lost, with the chosen template under what was typed."""
        self.is_valid()  # photos that came along are received
        chosen = self.cleaned_data.get("template")
        typed = str(self.data.get("body", "")).rstrip()
        body = "\n\n".join(part for part in (typed, chosen.body if chosen else "") if part)
        here = cast(PhotosField, self.fields["photos"]).widget.here
        initial = {"body": body, "photos_key": [photo.key for photo in here]}
        return type(self)(initial=initial, user=user, templates=self.templates)


class ReopeningForm(OnceForm):
    """What the answer leaves open; it becomes a post in the topic."""

    body = TextField(
        label=_("Apa yang belum terjawab?"),
        min_length=5,
        max_length=LONGEST_POST,
        help_text=_("Terbit sebagai balasan Anda, supaya kantor tahu apa yang kurang."),
    )


class AnswerTemplateForm(OnceForm):
    """The beginning of an answer, and how it is called."""

    title = LineField(label=_("Nama templat"), min_length=3, max_length=80)
    body = TextField(
        label=_("Isi"), min_length=5, max_length=LONGEST_TEMPLATE, help_text=_("Jangan menulis data pribadi.")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if self.others.filter(title=title).exists():
            raise ValidationError(name_is_taken(title))
        return title


class AnswerTemplateEditForm(EditForm, AnswerTemplateForm):
    """The same, over one that is there."""
