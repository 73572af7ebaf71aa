"""`make run`: the whole portal in the foreground with demo content, on a machine that has nothing.

HOST (127.0.0.1) and PORT (8000) say where it listens; DATABASE_URL and REDIS_URL, when set, take the place of the
embedded servers; PORTAL_VAR is the folder it writes to. Ctrl-C ends it; the next start keeps the data.
"""

import functools
import json
import signal
import sys
import time
from collections.abc import Sequence

from running import processes, supervise, welcome
from running.addresses import NoAddress, port_of
from running.binaries import EmbeddedError
from running.copy import Copy
from running.embedded import refuse_in_production, var_folder
from running.record import AlreadyRunning, Record, SignIn, only_copy
from running.supervise import Supervisor

END_WITH_PARENT = "--end-with-parent"
READY_IN = 90.0


def plan(copy: Copy, record: Record, supervisor: Supervisor) -> None:
    """Servers first, then the data, then the portal's programs; and when it answers, the welcome."""
    began = time.monotonic()
    record.tell_supervisor(copy.environment["SITE_URL"], port_of(copy.mail))
    supervisor.say("Preparing database, texts, static files and demo content; the first time takes longer.")
    for server in copy.servers():
        supervisor.start(server)
    if copy.valkey:
        supervisor.until(copy.valkey.ready, 30, "Valkey did not start")
    if copy.postgres:
        supervisor.until(copy.postgres.ready, 60, "PostgreSQL did not start")
        copy.postgres.open_database()
    prepared = supervisor.do(copy.python("prepare", "running.prepare"), quiet=True)
    sign_ins = [SignIn(**json.loads(line)) for line in prepared if line.startswith("{")]
    record.tell_sign_ins(sign_ins)
    for program in copy.programs():
        supervisor.start(program)
    supervisor.until(copy.answers, READY_IN, "The site did not answer at /sehat/")
    supervisor.say(welcome.text(copy.environment["SITE_URL"], copy.host, sign_ins, copy.notes()))
    record.tell(ready_after=round(time.monotonic() - began, 1))


def main(words: Sequence[str]) -> int:
    """The exit status: 0 when asked to stop, 1 when something failed. END_WITH_PARENT: killing `make` ends it too."""
    if END_WITH_PARENT in words:
        processes.end_with_parent(signal.SIGTERM)
    try:
        refuse_in_production()
        with only_copy(var_folder()) as record:
            copy = Copy(var_folder())
            return supervise.run(functools.partial(plan, copy, record), changed=record.tell_children)
    except (EmbeddedError, NoAddress, AlreadyRunning) as error:
        print(f"portal: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before anything was started
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
