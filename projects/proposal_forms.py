"""The four steps of proposing a project: what and where, who, when and what it costs, and the look over it all."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.form_fields import DayField, LineField, RupiahField, TextField
from commons.models import Visibility
from commons.once import OnceForm
from commons.place_fields import AreasField, ThemesField
from projects.forms import RHYTHMS, SHORTEST_REASON, SpanForm
from stakeholders.models import Organisation, Sector


class WhatForm(OnceForm):
    """What it is about, and where."""

    title = LineField(
        label=_("Judul"),
        min_length=5,
        max_length=160,
        widget=forms.TextInput(
            attrs={
                "hx-get": "/proyek/usulkan/mirip/",
                "hx-trigger": "input changed delay:500ms",
                "hx-target": "#mirip",
                "hx-swap": "innerHTML",
            }
        ),
    )
    summary = TextField(
        label=_("Apa yang ingin dikerjakan, dan mengapa?"),
        min_length=20,
        max_length=2000,
        help_text=_("Beberapa kalimat cukup. Sebut masalahnya, dan siapa yang terbantu."),
    )
    areas = AreasField()
    themes = ThemesField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class WhoForm(OnceForm):
    """Who leads it, who else is hoped for, and who may see it."""

    lead = forms.ModelChoiceField(
        label=_("Penanggung jawab"),
        queryset=Organisation.objects.none(),
        empty_label=_("Pilih organisasi"),
        error_messages={"invalid_choice": _("Pilih organisasi yang Anda wakili, atau kelurahan.")},
        help_text=_("Organisasi yang Anda wakili. Bila Anda mengusulkan sebagai warga, pilih kelurahan."),
    )
    hoped_for = LineField(
        label=_("Siapa lagi yang diharapkan ikut?"),
        max_length=300,
        required=False,
        help_text=_("Misalnya PKK, sekolah, atau sebuah perusahaan. Undangan dikirim setelah disetujui."),
    )
    visibility = forms.ChoiceField(
        label=_("Siapa yang dapat melihatnya nanti?"),
        choices=Visibility,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("Sebelum ditelaah, usulan hanya terlihat oleh Anda dan petugas kelurahan."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organisation.objects.represented_by(user).values("pk")
        offered = Organisation.objects.verified().filter(Q(pk__in=mine) | Q(sector=Sector.GOVERNMENT))
        offered = offered.filter(pk__in=Organisation.objects.visible_to(user).values("pk"))
        self.fields["lead"].queryset = offered.by_name()  # type: ignore[attr-defined]
        own = list(mine[:2])
        if len(own) == 1:
            self.fields["lead"].initial = own[0]["pk"]


class WhenForm(SpanForm, OnceForm):
    """When, and what it may cost."""

    starts_on = DayField(label=_("Tanggal mulai"), required=False)
    due_on = DayField(label=_("Tanggal selesai"), required=False)
    budget_idr = RupiahField(label=_("Perkiraan biaya"), required=False)
    rhythm_days = forms.TypedChoiceField(
        label=_("Seberapa sering kabar diharapkan?"), coerce=int, initial=30, choices=RHYTHMS
    )
    next_step = LineField(label=_("Langkah pertama bila disetujui"), max_length=200, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class WithdrawForm(OnceForm):
    """Why its proposer takes it back."""

    reason = LineField(
        label=_("Alasan menarik usulan"),
        min_length=SHORTEST_REASON,
        max_length=500,
        help_text=_("Terbaca oleh Anda, organisasi Anda, dan petugas kelurahan."),
    )
