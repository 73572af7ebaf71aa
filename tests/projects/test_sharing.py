"""A project passed on: link, WhatsApp, QR code, and the sheet for the notice board."""

import io
import time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from commons import rich_text
from commons.audience import set_visibility
from commons.short_codes import code_of
from projects.actions import add_milestone, edit_project, post_status
from projects.models import Project
from projects.queries import facts_of
from projects.queries.addresses import short_address
from tests.people import People, signed_in
from tests.town import Town, make_project, partner

HOSTILE = (
    "#set page(fill: red) [Bank] *sampah*",
    '#read("/etc/passwd") $ x^2 $ <label> @ref',
    '\\ #" } ] ) // /* `raw` = judul - isi ~ \' " _a_',
    "<script>alert(1)</script> & 100%",
    "W" * 160,
)


def words(pdf: bytes) -> str:
    """All text of the sheet, as one line, without the places where long words may break."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().replace("\u200b", "").split())


def sheet_of(project: Project, browser: Client | None = None) -> Any:
    return (browser or Client()).get(f"/proyek/{project.pk}/lembar/")


def test_the_menu_offers_link_whatsapp_code_and_sheet(people: People, project: Project) -> None:
    page = Client().get(project.get_absolute_url()).content.decode()
    short = f"http%3A%2F%2Ftestserver%2Fs%2Fp{code_of(project.pk)}%2F"
    assert f'https://wa.me/?text=Bank%20sampah%20RW%2003%20{short}"' in page
    for path in ("qr.png", "qr.svg", "lembar/"):
        assert f'href="/proyek/{project.pk}/{path}"' in page


def test_the_code_is_a_picture_that_leads_to_the_project(people: People, project: Project) -> None:
    png = Client().get(f"/proyek/{project.pk}/qr.png")
    assert (png["Content-Type"], png["Content-Disposition"][:10]) == ("image/png", "attachment")
    with Image.open(io.BytesIO(png.content)) as picture:
        assert picture.size[0] >= 400
    svg = Client().get(f"/proyek/{project.pk}/qr.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert b"<path" in svg.content
    assert b"script" not in svg.content


def test_the_short_link_leads_there_as_printed_and_as_people_type_it(project: Project) -> None:
    code = code_of(project.pk)
    for typed in (f"/s/p{code}/", f"/s/p{code.upper()}/", f"/s/p0{code}/".replace("0", "o").replace("1", "l")):
        answer = Client().get(typed)
        assert (answer.status_code, answer["Location"]) == (302, project.get_absolute_url()), typed
    assert Client().get(f"/s/p{code}")["Location"] == f"/s/p{code}/", "who leaves the last stroke out arrives too"
    for nothing in ("/s/p/", "/s/pu/", "/s/pzzzzzzzzzzzz/", "/s/pzzzzzzzzzzzzz/", f"/s/{code}/", "/s/p١/"):
        assert Client().get(nothing).status_code == 404, nothing


def test_a_short_link_in_a_text_is_the_project_for_those_who_may_see_it(
    people: People, project: Project, private_project: Project
) -> None:
    for one in (project, private_project):
        for typed in (short_address(one), f"[](/s/p{code_of(one.pk)}/)", f"http://testserver/proyek/{one.pk}/"):
            segments = rich_text.parse(f"Lihat {typed}")
            assert rich_text.references(segments, "projects.project") == [one.pk], typed
            shown = rich_text.render([segments], people.putri)[0]
            assert f'<a class="ref" href="{one.get_absolute_url()}">{one}</a>' in shown
    hidden = rich_text.render([rich_text.parse(short_address(private_project))], AnonymousUser())[0]
    assert private_project.title not in hidden
    assert "/s/" not in hidden


def test_the_short_link_of_a_private_project_is_nothing_to_strangers_as_its_page_is(
    people: People, private_project: Project
) -> None:
    short = f"/s/p{code_of(private_project.pk)}/"
    for stranger in (people.dewi, people.sunarti):
        assert signed_in(stranger).get(short).status_code == 404
    hidden, missing = Client().get(short), Client().get("/s/pzzzzzz/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.replace(short.encode(), b"") == missing.content.replace(b"/s/pzzzzzz/", b"")
    assert signed_in(people.putri).get(short)["Location"] == private_project.get_absolute_url()


def test_the_sheet_says_what_who_where_by_when_how_far_and_what_next(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    add_milestone(project=project, by=people.putri, title="Gudang siap dipakai")
    facts = facts_of(project) | {
        "next_step": "Pelatihan memilah",
        "summary": "Setiap Sabtu pagi.",
        "budget_idr": 120_000_000,
    }
    edit_project(project=project, by=people.putri, **facts)
    post_status(project=project, author=people.bayu, acting_as=town.firm, condition="on_track", progress=68)
    answer = sheet_of(project)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = words(answer.content)
    for word in ("Bank sampah RW 03", "68%", "Pelatihan memilah", "Gudang siap dipakai", "Rp", "120.000.000",
                 "PT Sumber Air (Pendukung)", "Putri Anggraini", "Setiap Sabtu pagi.", "Sesuai rencana",
                 "Swasta (ikut serta)", f"testserver/s/p{code_of(project.pk)}"):  # fmt: skip
        assert word in said, word
    assert PdfReader(io.BytesIO(answer.content)).metadata.title == "Bank sampah RW 03"


@pytest.mark.parametrize("title", HOSTILE)
def test_what_looks_like_typst_stays_text(people: People, town: Town, title: str) -> None:
    project = make_project(people, town, title, summary=f"{title}\n\n{title}", next_step=title[:150])
    said = words(sheet_of(project).content)
    assert said.replace(" ", "").count("".join(title.split())) >= 2
    assert "root:" not in said


def test_a_sign_that_no_font_has_does_not_keep_the_sheet_back(people: People, town: Town) -> None:
    project = make_project(people, town, "Bank sampah 👍🏽", summary="Halo ✅ 漢字", next_step="ꦲꦏ꧀ꦱꦫ")
    assert "Bank sampah ▯" in words(sheet_of(project).content)


def test_everything_long_still_fits_on_one_page(people: People, town: Town) -> None:
    long = "kemasyarakatan berkelanjutan " * 80
    project = make_project(people, town, long[:160], summary=long[:2000], next_step=long[:200], budget_idr=10**15)
    for organisation in (town.firm, town.ngo, town.rw03, town.shop):
        partner(people, project, organisation)
    for _ in range(8):
        add_milestone(project=project, by=people.putri, title=long[:160])
    assert "Pindai untuk membaca kabar terbaru" in words(sheet_of(project).content)


def test_only_what_everybody_may_see_is_printed(people: People, town: Town, private_project: Project) -> None:
    for browser in (Client(), signed_in(people.bayu)):
        assert sheet_of(private_project, browser).status_code == 404
        assert browser.get(f"/proyek/{private_project.pk}/qr.png").status_code == 404
    for visibility in ("private", "stakeholders", "members"):
        set_visibility(private_project.audience, visibility)
        refused = sheet_of(private_project, signed_in(people.putri))
        assert refused.status_code == 403
        assert "hanya dibuat untuk proyek yang terbuka bagi umum" in refused.content.decode()
        page = signed_in(people.putri).get(private_project.get_absolute_url()).content.decode()
        assert f"/proyek/{private_project.pk}/lembar/" not in page
        assert signed_in(people.putri).get(f"/proyek/{private_project.pk}/qr.svg").status_code == 200
    set_visibility(private_project.audience, "public")
    assert sheet_of(private_project).status_code == 200


def test_a_sheet_is_made_once_until_something_changes(
    people: People, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr("projects.queries.sheets.typeset", lambda *args, **kwargs: made.append(args) or b"%PDF")
    for _ in range(3):
        assert sheet_of(project).status_code == 200
    assert len(made) == 1
    post_status(project=project, author=people.putri, condition="attention", note="Gudang belum siap.")
    assert sheet_of(project).status_code == 200
    assert len(made) == 2


def test_a_sheet_takes_less_than_a_second(people: People, project: Project, record_property: Any) -> None:
    sheet_of(project)
    post_status(project=project, author=people.putri, condition="on_track", progress=30)
    began = time.process_time()
    assert sheet_of(project).status_code == 200
    spent = time.process_time() - began
    record_property("figures", f"a sheet for the notice board: {spent:.2f} s of CPU (at most 1)")
    assert spent < 1
