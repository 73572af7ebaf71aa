"""Forms of how the forum is built: its categories, who looks after them, and where topics and posts stand."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from commons.access import can
from commons.calendar import at, today
from commons.editing import EditForm
from commons.form_fields import DayField, LineField
from commons.models import Visibility
from commons.once import OnceForm
from forums.forms import CategoryField, title_field
from forums.models import Category, Topic
from forums.queries import possible_parents, readers_of, topic_at, why_not_under

OPEN_TO = [one for one in Visibility.choices if one[0] != Visibility.PRIVATE]  # what is private hangs under a project


class CategoryForm(OnceForm):
    """What describes a part of the forum. `category` is the one that is changed, None for a new one."""

    title = LineField(label=_("Nama kategori"), min_length=3, max_length=160)
    title_en = LineField(label=_("Nama dalam bahasa Inggris"), max_length=160, required=False)
    description = LineField(label=_("Untuk apa?"), max_length=300, required=False)
    parent = forms.ModelChoiceField(
        label=_("Di dalam kategori"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("Tidak, ini kategori paling atas"),
        help_text=_("Subkategori tampil di bawah induknya, dan tidak dapat memuat subkategori lagi."),
    )
    icon = forms.ChoiceField(label=_("Ikon"), choices=Category.Icon, initial=Category.Icon.TALK)
    visibility = forms.ChoiceField(
        label=_("Siapa yang dapat melihat?"),
        choices=OPEN_TO,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("Subkategori hanya terlihat oleh orang yang juga dapat melihat induknya."),
    )
    starters = forms.ChoiceField(
        label=_("Siapa yang boleh membuat topik?"),
        choices=Category.Starters,
        initial=Category.Starters.EVERYBODY,
        widget=forms.RadioSelect,
    )
    repliers = forms.ChoiceField(
        label=_("Siapa yang boleh membalas?"),
        choices=Category.Starters,
        initial=Category.Starters.EVERYBODY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, category: Category | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.category = category
        self.fields["parent"].queryset = possible_parents(category)  # type: ignore[attr-defined]

    def clean_parent(self) -> int | None:
        parent = self.cleaned_data["parent"]
        if parent is None:
            return None
        known = self.category
        if known is None or known.parent_id != parent.pk:
            has_children = known is not None and known.children.exists()
            if why := why_not_under(parent, known, has_children=has_children):
                raise ValidationError(why)
        return int(parent.pk)


class CategoryEditForm(EditForm, CategoryForm):
    """The same, over a category that is there."""

    is_archived = forms.BooleanField(
        label=_("Arsipkan kategori ini"),
        required=False,
        help_text=_("Topik dan subkategorinya tetap dapat dibaca, tetapi tidak menerima tulisan baru."),
    )


class ModeratorForm(OnceForm):
    """Whom staff entrusts with a category."""

    person = LineField(
        label=_("Nama akun atau surel"),
        max_length=254,
        help_text=_("Orang ini harus sudah punya akun, misalnya @ratna-kusuma."),
    )

    def clean_person(self) -> User:
        typed = self.cleaned_data["person"].lstrip("@").lower()
        found: User | None = (
            User.objects.active().filter(Q(handle=typed) | Q(email__iexact=typed), leaves_at=None).first()
        )
        if found is None:
            raise ValidationError(_now("Tidak ada akun aktif dengan nama akun atau surel ini."))
        return found


class WhereForm(forms.Form):
    """First it is asked where a topic is to go; what that changes is shown before it goes."""

    to = CategoryField(label=_("Pindahkan ke kategori"), queryset=Category.objects.none(), empty_label=None)

    def __init__(self, *args: Any, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = targets.select_related("audience", "parent")  # type: ignore[attr-defined]


class MoveForm(WhereForm, OnceForm):
    """To where, and who sees that as whoever moves it was told."""

    to = CategoryField(queryset=Category.objects.none(), widget=forms.HiddenInput)
    told = forms.ChoiceField(choices=Visibility, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _ensure_told(self, data.get("to"))
        return data


def _ensure_told(form: forms.Form, to: Category | None) -> None:
    """Whoever was told something else by now is shown it anew, and asked again."""
    told = form.cleaned_data.get("told")
    if to is not None and told is not None and told != to.audience.visibility:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["told"] = to.audience.visibility
        form.data = data
        words = _now("Yang dapat membaca kategori itu baru saja berubah, menjadi %(readers)s. Periksa sekali lagi.")
        form.add_error(None, words % {"readers": readers_of(to)})


class IntoForm(forms.Form):
    """The topic that takes in another one: its address, or its number."""

    into = LineField(
        label=_("Topik tujuan"),
        max_length=300,
        help_text=_("Tempel alamat topiknya, atau tulis nomornya."),
    )

    def __init__(self, *args: Any, topic: Topic, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.user = topic, user

    def clean_into(self) -> Topic:
        found = topic_at(self.cleaned_data["into"], self.user)
        if found is None:
            raise ValidationError(_now("Topik itu tidak ditemukan. Periksa alamat atau nomornya."))
        if found.pk == self.topic.pk:
            raise ValidationError(_now("Itu topik ini sendiri. Pilih topik lain."))
        if not (verdict := can(self.user, "forums.take_in_topic", found)):
            raise ValidationError(verdict.reason)
        return found


class MergeForm(IntoForm, OnceForm):
    """Into which, and who sees that as whoever merges was told."""

    into = LineField(max_length=300, widget=forms.HiddenInput)
    told = forms.ChoiceField(choices=Visibility, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        into = data.get("into")
        _ensure_told(self, into.category if into is not None else None)
        return data


class SplitForm(OnceForm):
    """Which posts become a topic of their own, and what that is called."""

    title = title_field()
    numbers = forms.TypedMultipleChoiceField(
        label=_("Kiriman yang dipisahkan"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu kiriman.")},
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = posts  # type: ignore[attr-defined]


class PinForm(OnceForm):
    """Until when a topic stands on top."""

    until = DayField(
        label=_("Sampai tanggal"),
        required=False,
        help_text=_("Hari terakhir di atas. Kosongkan bila sampai ada yang melepasnya."),
    )

    def clean_until(self) -> Any:
        """The end of that day at the office."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if day < today():
            raise ValidationError(_now("Pilih hari yang belum lewat."))
        return at(day + timedelta(days=1), hour=0)
