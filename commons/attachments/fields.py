"""Files in a form. What arrived stays when another field is refused: it comes back as a tick beside its name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from commons.attachments.actions import clean_file_name, discard, receive
from commons.models import Attachment

MOST_PHOTOS = 4
MOST_KEYS, LONGEST_KEY = 40, 40
Chosen = tuple[list[str], list[UploadedFile]]


class FilesInput(forms.Widget):
    """A chooser for one file or several, and a ticked box for each that is here already; unticking lets go of it."""

    template_name = "commons/widgets/files.html"
    needs_multipart_form = True
    use_fieldset = False

    def __init__(self, attrs: dict[str, Any] | None = None, *, accept: str, is_for_one: bool = False) -> None:
        super().__init__(attrs)
        self.accept, self.is_for_one, self.here = accept, is_for_one, list[Attachment]()
        self.shows = True  # the pictures themselves, which nobody but their owner is served

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        keys = data.getlist(f"{name}_key") if hasattr(data, "getlist") else data.get(f"{name}_key", [])
        uploads = files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])
        return keys, uploads

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(self.value_from_datadict(data, files, name))

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "here": self.here,
            "accept": self.accept,
            "is_for_one": self.is_for_one,
            "shows": self.shows,
        }
        return context


class FilesField(forms.Field):
    """Unsent attachments of `owner`, whom the form sets; those sent along are received when the form is cleaned.

    `kinds` are the ones that fit here. The cleaned value is a list of `Attachment`, for an action to attach; what was
    sent already is let through, so that a form that arrives twice reaches its one-time key, and `attach` refuses it.
    """

    widget: Any
    default_error_messages = {
        "required": _("Pilih paling sedikit satu berkas."),
        "most": _("Paling banyak %(most)s berkas. Lepas dulu sebagian."),
        "gone": _("Ada berkas yang sudah tidak tersimpan. Pilih lagi berkasnya."),
        "kind": _("Di sini hanya foto yang dapat diunggah."),
    }
    owner: Any = None

    def __init__(
        self,
        *,
        most: int = MOST_PHOTOS,
        kinds: frozenset[str] = frozenset(Attachment.Kind.values),
        accept: str = "image/*,application/pdf",
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=FilesInput(accept=accept, is_for_one=most == 1), **kwargs)
        self.most, self.kinds = most, kinds

    def clean(self, value: Chosen) -> list[Attachment]:
        keys, uploads = value
        chosen = list(Attachment.objects.filter(owner=self.owner, key__in=_short(keys))) if keys else []
        here = self.widget.here = [attachment for attachment in chosen if attachment.is_unsent]
        if len(chosen) + len(uploads) > self.most:
            raise ValidationError(self.error_messages["most"], "most", {"most": self.most})
        refusals = [refusal for upload in uploads if (refusal := self._refusal(upload)) is not None]
        if refusals:
            raise ValidationError(refusals)
        if len(chosen) < len(set(keys)):
            raise ValidationError(self.error_messages["gone"], "gone")
        received = [attachment for attachment in here if attachment not in chosen]
        if self.required and not (chosen or received):
            raise ValidationError(self.error_messages["required"], "required")
        return chosen + received

    def bring_back(self, keys: str | list[str]) -> None:
        """Ticked again from a draft, as far as they are still here."""
        mine = Attachment.objects.filter(owner=self.owner, key__in=_short([keys] if isinstance(keys, str) else keys))
        self.widget.here = [attachment for attachment in mine if attachment.is_unsent]

    def _refusal(self, upload: UploadedFile) -> ValidationError | None:
        """Receive one file; each is told apart by its name."""
        try:
            attachment = receive(owner=self.owner, upload=upload)
            if attachment.kind not in self.kinds:
                discard(attachment)
                raise ValidationError(self.error_messages["kind"], "kind")
        except ValidationError as refusal:
            return ValidationError(f"{clean_file_name(upload.name or '')}: {refusal.messages[0]}")
        self.widget.here.append(attachment)
        return None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return any(data or ())


class PhotosField(FilesField):
    """Pictures only, four at most."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=frozenset({Attachment.Kind.IMAGE}), accept="image/*", **kwargs)


def _short(keys: list[str]) -> list[str]:
    """Keys that could be ours; anything else is not worth a question to the database."""
    return [key for key in keys[:MOST_KEYS] if key.isascii() and key.isprintable() and len(key) <= LONGEST_KEY]
