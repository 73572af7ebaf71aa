"""`make check`: everything about the code that can be said without running the site."""

import os
import secrets
import sys
from pathlib import Path

from running.embedded import HERE, EmbeddedError, servers, var_folder
from running.steps import Outcome, Step, run_all

BIN = Path(sys.executable).parent
TEST_SITE = {
    "PORTAL_MODE": "test",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "SITE_URL": "http://testserver",
}
REAL_SITE = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "SITE_URL": "https://rembuk.example.go.id",
    "DATABASE_URL": "postgres://rembuk:secret@database.example/rembuk",
    "REDIS_URL": "redis://broker.example:6379/0",
    "EMAIL_URL": "smtp+tls://rembuk:secret@mail.example:587",
    "TRUSTED_PROXY_COUNT": "1",
}


def steps() -> list[Step]:
    """The slowest first, so that they do not run alone at the end."""
    return [
        _tool("types: mypy", "mypy", environment=TEST_SITE),
        _tool("templates: djlint", "djlint", "templates", "--lint", "--quiet"),
        _manage("migrations in step with models", "makemigrations", "--check", "--dry-run", environment=TEST_SITE),
        _manage("safe to deploy", "check", "--deploy", "--fail-level", "WARNING", environment=REAL_SITE),
        _manage("translations whole", "messages", "--check", environment=TEST_SITE),
        _tool("imports point down: import-linter", "lint-imports"),
        _tool("lint: ruff", "ruff", "check", "."),
        _tool("format: ruff", "ruff", "format", "--check", "."),
        _tool("Dockerfile: hadolint", "hadolint", "Dockerfile"),
    ]


def check() -> list[Outcome]:
    return run_all(steps())


def _tool(name: str, program: str, *words: str, environment: dict[str, str] | None = None) -> Step:
    return Step(name, [str(BIN / program), *words], environment or {})


def _manage(name: str, *words: str, environment: dict[str, str]) -> Step:
    return Step(name, [sys.executable, str(HERE / "manage.py"), *words], environment)


def main() -> int:
    """0 when nothing is wrong. Whether migrations are in step is asked of a database too."""
    try:
        with servers(var_folder(), test=True) as urls:
            os.environ |= urls
            return int(any(outcome.failed for outcome in check()))
    except EmbeddedError as error:
        print(f"check: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
