"""`make test`: a browser, the checks, then all tests on real servers. `make test ARGS=tests/mail` is for pytest."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from running import check
from running.embedded import HERE, EmbeddedError, refuse_in_production, servers, var_folder
from running.find_browser import NoBrowserError, browser
from running.steps import Outcome, say

SHARED_OUT = ("-p", "tests.scheduling", "--no-loadscope-reorder")
# One more than a small machine has processors: whoever runs the real stacks waits for them half of the time.
WORKERS = max(3, min(4, os.cpu_count() or 2))


def main(words: Sequence[str]) -> int:
    """The exit status: 0 when everything holds."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        refuse_in_production()
        with servers(var_folder(), test=True) as urls:
            os.environ |= urls
            failed = _checks_and_browser() or _tests(words)
    except (EmbeddedError, NoBrowserError) as error:
        print(f"test: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    say(Outcome("in all", failed, time.monotonic() - began, ""))
    return int(failed)


def _checks_and_browser() -> bool:
    """The checks, while a browser is looked for: installing one waits for the network, checking for the processor."""
    with ThreadPoolExecutor(1) as aside:
        found = aside.submit(_timed_browser)
        failed = any(outcome.failed for outcome in check.check())
        outcome = found.result()
    say(outcome)
    os.environ["PORTAL_CHROMIUM"] = outcome.output
    return failed


def _timed_browser() -> Outcome:
    began = time.monotonic()
    path = browser()
    return Outcome(f"browser: {path}", False, time.monotonic() - began, path)


def _tests(words: Sequence[str]) -> bool:
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), *SHARED_OUT, "--durations", "10", *words]
    status = subprocess.run(command, cwd=HERE, stdin=subprocess.DEVNULL, check=False).returncode
    say(Outcome("tests: pytest", status != 0, time.monotonic() - began, "What failed is told above."))
    return status != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
