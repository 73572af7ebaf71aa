"""Reads the environment, and refuses to start a production site with a value that would betray its people."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")
SHORTEST_KEY = 50
HERE = {"localhost", "127.0.0.1", "::1"}


def database(parsed: dict[str, Any]) -> dict[str, Any]:
    """django-environ leaves the folder of a unix socket (`?host=/path`) in OPTIONS; Django's tools want it in HOST.

    Kept connections are looked at before they serve a request (`commons.postgres`).
    """
    options = parsed.setdefault("OPTIONS", {})
    parsed["HOST"] = options.pop("host", parsed.get("HOST", ""))
    return parsed | {"ENGINE": "commons.postgres", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def broker_url(redis_url: str) -> str:
    """Celery writes a unix socket otherwise than Django's cache does."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


def is_https(site_url: str) -> bool:
    return urlsplit(site_url).scheme == "https"


def refuse_unsafe(mode: str, values: Mapping[str, Any]) -> None:
    """Name every unsafe value at once.

    Raises:
        ImproperlyConfigured: in production mode, with one line a value; in any mode when the mode itself is unknown.
    """
    if mode not in MODES:
        raise ImproperlyConfigured(f"PORTAL_MODE must be one of {', '.join(MODES)}, not {mode!r}.")
    if mode != "production":
        return
    found = [f"{name}: {why}" for name, why in _unsafe(values)]
    if found:
        raise ImproperlyConfigured("This site will not start in production mode.\n" + "\n".join(found))


def _unsafe(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    site = urlsplit(values["SITE_URL"])
    if _is_guessable(values["SECRET_KEY"]):
        yield "SECRET_KEY", f"set a random value of at least {SHORTEST_KEY} characters."
    if any(_is_guessable(key) for key in values["SECRET_KEY_FALLBACKS"]):
        yield "SECRET_KEY_FALLBACKS", f"each former key has at least {SHORTEST_KEY} characters; remove the others."
    if values["DEBUG"]:
        yield "DEBUG", "must be off: error pages would show data and settings."
    if not values["DATABASE_URL"] or _is_embedded(
        parse_qs(urlsplit(values["DATABASE_URL"]).query).get("host", [""])[0]
    ):
        yield "DATABASE_URL", "set it to a PostgreSQL server; the embedded one is for demos and tests."
    if not values["REDIS_URL"] or _is_embedded(str(Path(unquote(urlsplit(values["REDIS_URL"]).path)).parent)):
        yield "REDIS_URL", "set it to a Redis or Valkey server; the embedded one is for demos and tests."
    if not site.hostname:
        yield "SITE_URL", "set the public address, such as https://rembuk.example.go.id."
    elif site.scheme != "https" and site.hostname not in HERE:
        yield "SITE_URL", "must begin with https://, because passwords and codes pass through it."
    if "*" in values["ALLOWED_HOSTS"]:
        yield "ALLOWED_HOSTS", "name the hosts; '*' lets a stranger choose the host that mails link to."
    if not values["EMAIL_URL"]:
        yield "EMAIL_URL", "set the mail server, such as smtp+tls://user:password@mail.example:587."
    if values["MAIL_SINK"]:
        yield "MAIL_SINK", "leave it empty: it is the demo's mailbox, which everybody can read."


def _is_guessable(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < 10


def _is_embedded(folder: str) -> bool:
    """Is this the socket's folder of a server that `make run` or `make test` has started? They leave a mark there."""
    try:
        return folder.startswith("/") and (Path(folder) / "embedded-server").exists()
    except OSError:  # a folder closed to us is no server of ours
        return False
