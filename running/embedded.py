"""The servers of a copy that has none: PostgreSQL and Valkey under `var/`, for demos, development and tests.

    python -m running.embedded env        start both, print DATABASE_URL and REDIS_URL
    python -m running.embedded status
    python -m running.embedded stop

`--test` means the servers of the tests, which never meet those of the demo. Refused in production mode.
"""

import argparse
import contextlib
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from running.binaries import EmbeddedError
from running.postgres import Postgres
from running.valkey import Valkey

__all__ = ["EmbeddedError", "Postgres", "Valkey", "refuse_in_production", "servers", "var_folder"]

HERE = Path(__file__).resolve().parent.parent


def var_folder() -> Path:
    """Where a running copy writes: PORTAL_VAR, else `var/` of the checkout."""
    return Path(os.environ.get("PORTAL_VAR") or HERE / "var").resolve()


def refuse_in_production() -> None:
    """Raises EmbeddedError where PORTAL_MODE says that this is a real site."""
    if os.environ.get("PORTAL_MODE") == "production":
        raise EmbeddedError(
            "PORTAL_MODE is production: embedded servers, demo people and the mail page are for demos only. "
            "Set DATABASE_URL and REDIS_URL and start the site as docs/deploy.md says."
        )


@contextlib.contextmanager
def servers(var: Path, test: bool = False) -> Iterator[dict[str, str]]:
    """DATABASE_URL and REDIS_URL: the caller's where set, else those of embedded servers, stopped at the end."""
    urls = {}
    with contextlib.ExitStack() as started:
        for name, kind in (("DATABASE_URL", Postgres), ("REDIS_URL", Valkey)):
            urls[name] = os.environ.get(name, "")
            if not urls[name]:
                server = kind(var, test=test)
                started.callback(server.stop)
                urls[name] = server.start()
        yield urls


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=["env", "status", "stop"])
    parser.add_argument("--var", type=Path, default=var_folder())
    parser.add_argument("--test", action="store_true")
    asked = parser.parse_args(words)
    try:
        refuse_in_production()
        _act(asked.act, Postgres(asked.var, test=asked.test), Valkey(asked.var, test=asked.test))
    except EmbeddedError as error:
        print(f"embedded: {error}", file=sys.stderr)
        return 1
    return 0


def _act(act: str, postgres: Postgres, valkey: Valkey) -> None:
    match act:
        case "env":
            print(f"DATABASE_URL={shlex.quote(postgres.start())}\nREDIS_URL={shlex.quote(valkey.start())}")
        case "status":
            print(f"PostgreSQL  process {postgres.pid()}  ready {postgres.ready()}  {postgres.data}")
            print(f"Valkey      process {valkey.pid()}  ready {valkey.ready()}  {valkey.folder}")
        case "stop":
            postgres.halt()
            valkey.halt()


if __name__ == "__main__":
    sys.exit(main())
