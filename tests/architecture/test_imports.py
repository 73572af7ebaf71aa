"""Apps look down, never sideways or up; inside an app nothing calls up (`.importlinter`)."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps as django_apps

from tests.architecture import code

LINT = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config"]


def _lint(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LINT, config], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_keep_the_contracts():
    result = _lint(code.ROOT / ".importlinter", code.ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_that_points_up_is_seen(tmp_path):
    for app, line in (("low", "import high"), ("high", "")):
        (tmp_path / app).mkdir()
        (tmp_path / app / "__init__.py").write_text(line)
    config = tmp_path / "lint.ini"
    contract = "[importlinter:contract:apps]\nname = Apps\ntype = layers\nlayers =\n    high\n    low\n"
    config.write_text("[importlinter]\nroot_packages =\n    high\n    low\n\n" + contract)
    assert "low is not allowed to import high" in _lint(config, tmp_path).stdout


def test_the_contracts_name_every_app():
    """An app that a contract forgets would be free to do as it likes."""
    ours = {config.name for config in django_apps.get_app_configs() if (code.ROOT / config.name).is_dir()}
    assert set(code.apps()) == ours
    assert set.union(*code.layers()) == ours
    assert set(code.contract("importlinter:contract:inside")["containers"]) == ours - {"portal", "commons"}


def test_the_contract_about_celery_names_every_module_it_is_about():
    parts = ("models", "actions", "queries")
    here = {app + "." + part for app in code.apps() for part in parts if _is_module(app, part) and app != "commons"}
    assert sorted(here - set(code.contract("importlinter:contract:no-celery-below")["source_modules"])) == []


def _is_module(app: str, part: str) -> bool:
    return (code.ROOT / app / part).is_dir() or (code.ROOT / app / f"{part}.py").is_file()
