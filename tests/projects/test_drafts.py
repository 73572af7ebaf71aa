"""What was being written is offered again, from another device too, and goes when it is sent."""

import re

import pytest

from commons import drafts
from commons.attachments.actions import receive
from commons.models import Visibility
from projects.actions import end_partnership, post_status
from projects.models import Project
from projects.personal_data import export
from tests.commons.pictures import picture, upload
from tests.people import People, signed_in
from tests.town import Town, make_project, partner

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_draft_of_a_status_is_offered_brought_back_and_gone_once_sent(people: People, project: Project) -> None:
    kind, address = f"projects.update:{project.pk}", f"/proyek/{project.pk}/perbarui/"
    photo = receive(owner=people.putri, upload=upload(picture()))
    written = [
        ("condition", "attention"),
        ("note", "Got di RT 04 mampat."),
        ("photos_key", photo.key),
        ("help_from", "Dinas SDA"),
    ]
    drafts.save(person=people.putri, kind=kind, action=address, pairs=written)
    browser = signed_in(people.putri)
    assert "Got di RT 04" not in browser.get(address).content.decode()
    html = browser.get(f"{address}?draf=lanjut").content.decode()
    assert "Got di RT 04 mampat." in html
    assert f'value="{photo.key}"' in html
    assert re.search(r'value="attention"[^>]*checked', html)
    assert browser.post(address, dict(written)).status_code == 303
    assert drafts.find(people.putri, kind) is None
    photo.refresh_from_db()
    assert not photo.is_unsent


def test_nobody_is_offered_what_another_wrote(people: People, project: Project) -> None:
    kind, address = f"projects.update:{project.pk}", f"/proyek/{project.pk}/perbarui/"
    drafts.save(person=people.putri, kind=kind, action=address, pairs=[("note", "Got mampat.")])
    html = signed_in(people.ratna).get(f"{address}?draf=lanjut").content.decode()
    assert "Got mampat." not in html


def test_an_edit_resumed_from_a_draft_still_sees_that_somebody_saved(people: People, project: Project) -> None:
    address, browser = f"/proyek/{project.pk}/ubah/", signed_in(people.putri)
    (seen,) = re.findall(r'name="seen" value="(\w{64})"', browser.get(address).content.decode())
    pairs = [("title", "Bank Sampah Melati"), ("visibility", "public"), ("rhythm_days", "30"), ("seen", seen)]
    drafts.save(person=people.putri, kind=f"projects.project:{project.pk}", action=address, pairs=pairs)
    typed = {"title": "Bank Sampah Mawar", "visibility": "public", "rhythm_days": "30", "seen": seen}
    assert signed_in(people.ratna).post(address, typed).status_code == 303
    html = browser.get(f"{address}?draf=lanjut").content.decode()
    assert 'value="Bank Sampah Melati"' in html
    assert re.findall(r'name="seen" value="(\w{64})"', html) == [seen]
    assert browser.post(address, dict(pairs)).status_code == 409


def test_sixteen_digits_are_no_part_of_a_status(people: People, project: Project) -> None:
    typed = {"condition": "on_track", "note": "Warga dengan NIK 3174090101900001 sudah didata."}
    response = signed_in(people.putri).post(f"/proyek/{project.pk}/perbarui/", typed)
    assert response.status_code == 422
    assert "16 angka" in response.content.decode()
    assert not project.updates.exists()


def test_the_copy_of_ones_data_names_no_project_that_one_may_not_see_any_more(people: People, town: Town) -> None:
    project = make_project(people, town, visibility=Visibility.PRIVATE)
    partnership = partner(people, project, town.ngo)
    post_status(project=project, author=people.dewi, condition="on_track")
    assert [u["project"] for u in export(people.dewi)["updates"]] == [project.title]
    end_partnership(partnership=partnership, by=people.putri, reason="")
    copy = export(people.dewi)
    assert [u["project"] for u in copy["updates"]] == [None]
    assert project.title not in str(copy)
