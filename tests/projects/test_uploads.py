"""Files at the doors of projects and promises: photos of an update and of its correction, evidence of the end, of a
promise (U1–U5). What is refused leaves nothing, and what was typed beside it stays."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from commitments.models import CommitmentEntry
from commons.models import Attachment
from projects.actions import post_status
from projects.models import Completion, Project, StatusUpdate
from tests.commitments.promises import promised
from tests.commons import pictures
from tests.commons.conftest import files
from tests.commons.pictures import photo_with_place, picture
from tests.people import People, signed_in
from tests.stakeholders.test_files_of_the_registry import HOSTILE, NAMES
from tests.town import Town

TYPED = "Sepuluh tong terpasang di gang."


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def sends_update(people: People, town: Town, project: Project, upload: SimpleUploadedFile) -> Any:
    sent = {"condition": "on_track", "progress": 10, "note": TYPED, "photos": [upload]}
    return signed_in(people.putri).post(f"/proyek/{project.pk}/perbarui/", sent)


def sends_correction(people: People, town: Town, project: Project, upload: SimpleUploadedFile) -> Any:
    wrong = project.updates.first() or post_status(project=project, author=people.putri, condition="on_track")
    sent = {"condition": "on_track", "progress": 10, "note": TYPED, "photos": [upload]}
    return signed_in(people.putri).post(f"/proyek/{project.pk}/koreksi/{wrong.pk}/", sent)


def sends_evidence(people: People, town: Town, project: Project, upload: SimpleUploadedFile) -> Any:
    sent = {"evidence": TYPED, "result": "Dua puluh rumah terlayani.", "documents": [upload]}
    return signed_in(people.putri).post(f"/proyek/{project.pk}/selesai/", sent)


def keeps_promise(people: People, town: Town, project: Project, upload: SimpleUploadedFile) -> Any:
    commitment = promised(people, project, town.firm)
    sent = {"note": TYPED, "photos": [upload]}
    return signed_in(people.bayu).post(f"{commitment.get_absolute_url()}tepati/", sent)


DOORS = {
    "update": sends_update,
    "correction": sends_correction,
    "evidence": sends_evidence,
    "promise": keeps_promise,
}
each_door = pytest.mark.parametrize("door", DOORS)


def written() -> int:
    """What came of it at any of the doors, save the update that is corrected."""
    return (
        StatusUpdate.objects.filter(progress=10).count() + Completion.objects.count() + CommitmentEntry.objects.count()
    )


@pytest.mark.parametrize("name", HOSTILE)
@each_door
def test_u1_u5_what_may_run_or_is_broken_is_refused_and_leaves_nothing(
    people: People, town: Town, project: Project, media: Path, door: str, name: str
) -> None:
    content, kind = HOSTILE[name]
    answer = DOORS[door](people, town, project, SimpleUploadedFile(name, content, kind))
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert files(media) == []
    assert not Attachment.objects.exists()
    assert written() == 0


@pytest.mark.parametrize("door", ["update", "correction", "promise"])
def test_u1_a_paper_is_no_photo(people: People, town: Town, project: Project, media: Path, door: str) -> None:
    upload = SimpleUploadedFile("foto.jpg", pictures.pdf(), "image/jpeg")
    answer = DOORS[door](people, town, project, upload)
    assert answer.status_code == 422
    assert "hanya foto yang dapat diunggah" in answer.content.decode()
    assert (files(media), written()) == ([], 0)


@each_door
def test_u2_a_photo_tells_no_place_and_stands_upright(
    people: People, town: Town, project: Project, media: Path, door: str
) -> None:
    upload = SimpleUploadedFile("foto.jpg", photo_with_place(), "image/jpeg")
    assert DOORS[door](people, town, project, upload).status_code == 303
    kept = files(media)
    assert len(kept) == 3
    for name in kept:
        data = (media / name).read_bytes()
        assert not any(word in data for word in (b"TandaKamera", b"TandaXmp", b"GPS", b"Exif"))
        width, height = Image.open(io.BytesIO(data)).size
        assert width < height


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.jpg"])
@each_door
def test_u3_a_photo_of_an_iphone_is_taken(people: People, town: Town, project: Project, door: str, name: str) -> None:
    upload = SimpleUploadedFile(name, picture("HEIF"), "image/heic")
    assert DOORS[door](people, town, project, upload).status_code == 303
    assert Attachment.objects.get().media_type == "image/webp"


@each_door
def test_u3_a_photo_of_more_than_50_megapixels_is_a_sentence_and_nothing_is_lost(
    people: People, town: Town, project: Project, media: Path, door: str
) -> None:
    upload = SimpleUploadedFile("besar.png", pictures.png_header(9000, 6000), "image/png")
    answer = DOORS[door](people, town, project, upload)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "megapiksel" in page
    assert TYPED in page
    assert (files(media), written()) == ([], 0)


@pytest.mark.parametrize("name", NAMES)
@each_door
def test_u4_a_hostile_name_is_only_a_text(
    people: People, town: Town, project: Project, media: Path, door: str, name: str
) -> None:
    """Also in a header, and on the page that shows the photo."""
    upload = SimpleUploadedFile("x.jpg", picture(), "image/jpeg")
    upload._name = name  # type: ignore[attr-defined]
    answer = DOORS[door](people, town, project, upload)
    assert answer.status_code in (303, 422)
    for photo in Attachment.objects.exclude(parent_id=None):
        shown = Client().get(photo.get_absolute_url())
        shown.getvalue()  # read to its end, the file is closed
        assert shown.status_code == 200
        assert "Set-Cookie" not in shown.headers
        assert "\n" not in shown["Content-Disposition"]
        assert len(photo.name) <= 255
    assert Client().get(project.get_absolute_url()).status_code == 200
    assert all(one.startswith("attachments/") for one in files(media))
