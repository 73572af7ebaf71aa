"""What is shipped: settings that are documented, locks without surprises, an image and a composition that fit them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from running.embedded import HERE

IN_SETTINGS = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"')
IN_DOCS = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
IN_EXAMPLE = re.compile(r"^([A-Z_]+)=", re.MULTILINE)
ELSEWHERE = re.compile(r'environ(?:\.get\(|\[)"([A-Z_]+)"')
NOT_OURS = {"PATH", "HOME", "DJANGO_SETTINGS_MODULE"}
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-production.txt")


def read(name: str) -> str:
    return (HERE / name).read_text()


def composition() -> dict[str, Any]:
    return dict(yaml.safe_load(read("docker-compose.yml")))


def read_variables() -> set[str]:
    """The variables that the site, its server and the verbs read."""
    others = [*HERE.glob("running/*.py"), HERE / "deploy" / "gunicorn.conf.py", HERE / "deploy" / "healthcheck.py"]
    found = set(IN_SETTINGS.findall(read("portal/settings.py")))
    return found | {name for path in others for name in ELSEWHERE.findall(path.read_text())} - NOT_OURS


def test_every_variable_is_in_the_example_and_in_the_docs() -> None:
    composed = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml")))
    known = read_variables() | composed
    assert set(IN_EXAMPLE.findall(read(".env.example"))) == known
    assert set(IN_DOCS.findall(read("docs/configuration.md"))) | {"POSTGRES_PASSWORD"} == known


def test_the_example_holds_no_secret() -> None:
    values = dict(line.split("=", 1) for line in read(".env.example").splitlines() if re.match(r"[A-Z_]+=", line))
    assert [values[name] for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL", "DATABASE_URL")] == [""] * 4


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_each_package_and_names_no_host(lock: str) -> None:
    text = read(lock)
    packages = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(packages) > 50
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text


def test_the_image_gets_the_sites_packages_and_no_others() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    own = {_name(word) for word in project["project"]["dependencies"]}
    groups = {_name(word) for group in project["dependency-groups"].values() for word in group}
    locked = _locked("requirements-production.txt")
    assert own - set(locked) == set()
    assert groups & set(locked) == set()
    for lock in LOCKS[:2]:
        assert locked.items() <= _locked(lock).items()


def taken_into_the_image() -> set[str]:
    return {line.removeprefix("!") for line in read(".dockerignore").splitlines() if line.startswith("!")}


def test_the_image_holds_every_app_and_nothing_of_the_demo() -> None:
    taken = taken_into_the_image()
    apps = {path.parent.name for path in HERE.glob("*/apps.py")}
    assert apps | {"templates", "static", "locale", "deploy", "manage.py"} <= taken
    assert not taken & {"running", "tests", "bench", ".env", "var", ".git"}


def test_what_the_image_holds_is_enough(tmp_path: Path) -> None:
    for name in taken_into_the_image():
        copy = shutil.copytree if (HERE / name).is_dir() else shutil.copy
        copy(HERE / name, tmp_path / name)
    mine = {"PATH": os.environ["PATH"], "PORTAL_MODE": "test", "SECRET_KEY": "for-the-build-only"}
    for words in (["check"], ["compile_translations"]):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=tmp_path, env=mine, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.glob("locale/*/LC_MESSAGES/django.mo"))) == 2


def test_the_image_runs_as_an_ordinary_user_and_is_asked_for_its_health() -> None:
    last = read("Dockerfile").rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!0|root)\d+", last, re.MULTILINE)
    assert re.search(r'^HEALTHCHECK .*"deploy/healthcheck.py"', last, re.MULTILINE)


def test_the_composition_has_every_part_of_a_site() -> None:
    services = composition()["services"]
    assert set(services) == {"web", "worker", "mail", "beat", "migrate", "postgres", "redis"}
    assert "-Q default" in services["worker"]["command"]
    assert "-Q mail" in services["mail"]["command"]
    for name in ("web", "worker", "mail"):
        assert "media:/srv/media" in services[name]["volumes"]
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert all("healthcheck" in services[name] for name in set(services) - {"web"})
    assert "database:/var/lib/postgresql/data" in services["postgres"]["volumes"]


def test_the_image_can_back_up_the_server_of_the_composition() -> None:
    (server,) = re.findall(r"postgres:(\d+)", composition()["services"]["postgres"]["image"])
    assert re.search(rf"apt-get install .*\bpostgresql-client-{server}\b", read("Dockerfile"))


def test_the_composition_opens_one_port_to_this_machine_alone() -> None:
    opened = {name: service["ports"] for name, service in composition()["services"].items() if "ports" in service}
    assert opened == {"web": ["127.0.0.1:${WEB_PORT:-8000}:8000"]}


def test_the_composition_asks_for_every_secret() -> None:
    text = read("docker-compose.yml")
    for name in ("SITE_URL", "SECRET_KEY", "EMAIL_URL", "POSTGRES_PASSWORD"):
        uses = re.findall(rf"\$\{{{name}\b(..)", text)
        assert uses
        assert set(uses) == {":?"}


def test_the_composition_passes_on_every_setting_that_the_image_does_not_fix() -> None:
    fixed = {"DEBUG", "MEDIA_ROOT", "STATIC_ROOT", "STATIC_STORAGE", "MAIL_SINK", "TEST_DATABASE"}
    settings = set(IN_SETTINGS.findall(read("portal/settings.py"))) - fixed
    services = composition()["services"]
    for name in ("worker", "mail", "beat", "migrate"):
        assert set(services[name]["environment"]) == settings
    assert settings ^ set(services["web"]["environment"]) == {"WEB_CONCURRENCY", "WEB_THREADS"}


def test_ci_calls_make_test() -> None:
    assert "make test" in read(".ci/run")
    assert Path(HERE / ".ci" / "run").stat().st_mode & 0o111


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-")


def _locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==(\S+)", read(lock), re.MULTILINE))
