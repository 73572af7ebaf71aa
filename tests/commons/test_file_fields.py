"""Files in a form: received when the form is cleaned, and still there when another field is refused."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from commons import attachments
from commons.access import Refused
from commons.attachments.fields import FilesField, PhotosField
from commons.models import Attachment, Audience, Theme
from tests.commons import pictures
from tests.commons.conftest import files
from tests.commons.pictures import picture, upload
from tests.people import People

pytestmark = pytest.mark.django_db


class NoteForm(forms.Form):
    note = forms.CharField()
    photos = PhotosField(required=False)


def form_of(person: Any, query: str = "note=x", *uploads: Any, cls: type[forms.Form] = NoteForm) -> forms.Form:
    form = cls(QueryDict(query), MultiValueDict({"photos": list(uploads)}))
    form.fields["photos"].owner = person
    return form


def test_photos_are_received_with_the_form(people: People, storage: Any) -> None:
    form = form_of(people.rizky, "note=x", upload(picture(), "a.jpg"), upload(picture(), "b.jpg"))
    assert form.is_valid()
    assert [photo.name for photo in form.cleaned_data["photos"]] == ["a.webp", "b.webp"]


def test_where_one_picture_fits_one_is_chosen(people: People) -> None:
    class LogoForm(forms.Form):
        photos = PhotosField(most=1)

    assert " multiple" in str(form_of(people.rizky)["photos"])
    assert " multiple" not in str(form_of(people.rizky, cls=LogoForm)["photos"])


def test_photos_stay_when_another_field_is_refused(people: People, storage: Any) -> None:
    refused = form_of(people.rizky, "note=", upload(picture(), "<b>&.jpg"))
    assert not refused.is_valid()
    key = Attachment.objects.get().key
    html = str(refused["photos"])
    assert f'name="photos_key" value="{key}"' in html
    assert "checked" in html
    assert "&lt;b&gt;&amp;.webp" in html
    again = form_of(people.rizky, f"note=x&photos_key={key}", upload(picture(), "c.jpg"))
    assert again.is_valid()
    assert [photo.name for photo in again.cleaned_data["photos"]] == ["<b>&.webp", "c.webp"]


def test_what_is_unticked_is_not_sent(people: People, storage: Any) -> None:
    attachments.receive(owner=people.rizky, upload=upload(picture()))
    form = form_of(people.rizky)
    assert form.is_valid()
    assert form.cleaned_data["photos"] == []


def test_four_photos_are_enough(people: People, storage: Any) -> None:
    key = attachments.receive(owner=people.rizky, upload=upload(picture())).key
    form = form_of(people.rizky, f"note=x&photos_key={key}", *(upload(picture()) for _n in range(4)))
    assert not form.is_valid()
    assert "Paling banyak 4" in form.errors["photos"][0]
    assert Attachment.objects.count() == 1


def test_another_persons_file_and_what_is_no_key_are_not_mine_to_send(people: People, storage: Any) -> None:
    theirs = attachments.receive(owner=people.dewi, upload=upload(picture()))
    for key in (theirs.key, "x", "é", "\x00", "y" * 5000):
        form = form_of(people.rizky, f"note=x&photos_key={key}")
        assert not form.is_valid()
        assert "tidak tersimpan" in form.errors["photos"][0]


def test_f4_a_form_that_arrives_twice_reaches_its_key_and_attaches_once(people: People, storage: Any) -> None:
    key = attachments.receive(owner=people.rizky, upload=upload(picture())).key
    thing, audience = Theme.objects.create(code="air"), Audience.objects.create()
    forms_sent = [form_of(people.rizky, f"note=x&photos_key={key}") for _n in range(2)]
    assert forms_sent[0].is_valid()
    attachments.attach(forms_sent[0].cleaned_data["photos"][0], to=thing, audience=audience)
    assert forms_sent[1].is_valid()
    with pytest.raises(Refused):
        attachments.attach(forms_sent[1].cleaned_data["photos"][0], to=thing, audience=audience)
    assert key not in str(forms_sent[1]["photos"])


def test_each_refused_file_is_named(people: People, storage: Any) -> None:
    form = form_of(
        people.rizky, "note=x", upload(b"", "kosong.jpg"), upload(picture(), "baik.jpg"), upload(b"x", "teks.txt")
    )
    assert not form.is_valid()
    assert [message.split(":")[0] for message in form.errors["photos"]] == ["kosong.jpg", "teks.txt"]
    assert "baik.webp" in str(form["photos"])


def test_a_place_for_photos_takes_no_documents_and_keeps_nothing_of_them(people: People, storage: Any) -> None:
    form = form_of(people.rizky, "note=x", upload(pictures.pdf(), "surat.pdf"))
    assert not form.is_valid()
    assert "hanya foto" in form.errors["photos"][0]
    assert files(storage) == []


def test_a_place_for_documents_takes_both_and_may_ask_for_one(people: People, storage: Any) -> None:
    class DocumentForm(forms.Form):
        photos = FilesField(most=1)

    assert form_of(people.rizky, "", upload(pictures.pdf(), "surat.pdf"), cls=DocumentForm).is_valid()
    empty = form_of(people.rizky, "", cls=DocumentForm)
    assert "paling sedikit satu" in empty.errors["photos"][0]
