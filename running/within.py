"""Runs one of `manage.py`'s commands on the copy under `var/`, beside `make run` or alone: `running.within shell`."""

import subprocess
import sys
from collections.abc import Sequence

from running.addresses import names
from running.binaries import EmbeddedError
from running.copy import FIRST_MAIL_PORT, FIRST_PORT, surroundings
from running.embedded import HERE, refuse_in_production, servers, var_folder
from running.record import Record


def main(words: Sequence[str]) -> int:
    """The command's exit status."""
    var = var_folder()
    running = Record(var).read()
    try:
        refuse_in_production()
        with servers(var) as urls:
            told = surroundings(
                var,
                site_url=running.get("address", f"http://127.0.0.1:{FIRST_PORT}"),
                hosts=names("127.0.0.1"),
                mail_port=running.get("mail_port", FIRST_MAIL_PORT),
                database_url=urls["DATABASE_URL"],
                redis_url=urls["REDIS_URL"],
            )
            return subprocess.run([sys.executable, HERE / "manage.py", *words], env=told, check=False).returncode
    except EmbeddedError as error:
        print(f"portal: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
