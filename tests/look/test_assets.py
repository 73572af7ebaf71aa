"""Static files as production has them: joined, named after their content, and still finding one another."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from portal.assets import LAYERS, join

CSS = Path(settings.BASE) / "static" / "css"
HASHED = re.compile(r"\.[0-9a-f]{12}\.")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """What `collectstatic` makes with the storage of production."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.assets.HashedFiles"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        assert staticfiles_storage.url("css/app.css").startswith("/static/css/app.")
    return root


def test_the_layers_stand_in_their_order():
    sheet = join(CSS)
    assert sheet.startswith("@layer reset,tokens,base,layout,components,utilities,print;")
    assert [sheet.index(f"@layer {name}{{") for name in LAYERS] == sorted(
        sheet.index(f"@layer {name}{{") for name in LAYERS
    )


def test_every_component_sheet_is_joined():
    sheet = join(CSS)
    missing = [
        path.name for path in (CSS / "components").glob("*.css") if path.read_text().split("{")[0].strip() not in sheet
    ]
    assert missing == []


def test_modules_import_one_another_by_their_hashed_names(collected):
    hashed = [path for path in (collected / "js").rglob("*.js") if HASHED.search(path.name)]
    wanted = {
        (path.parent / name).resolve()
        for path in hashed
        for name in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", path.read_text())
    }
    assert len(wanted) > 10
    assert [str(path) for path in wanted if not path.is_file() or not HASHED.search(path.name)] == []


def test_the_style_sheet_finds_its_font(collected):
    sheet = next(path for path in (collected / "css").glob("app.*.css"))
    fonts = re.findall(r'url\("([^"]+woff2)"\)', sheet.read_text())
    assert fonts
    assert all((sheet.parent / name).resolve().is_file() for name in fonts)


@pytest.mark.parametrize("name", ["css/app", "js/app", "icons"])
def test_what_every_page_asks_for_is_compressed_beforehand(collected, name):
    folder = (collected / name).parent
    stem = Path(name).name
    assert [path for path in folder.iterdir() if path.name.startswith(stem + ".") and path.suffix == ".br"]
