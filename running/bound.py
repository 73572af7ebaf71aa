"""Runs a Python module so that what it forks ends with it, even when it is killed: `running.bound MODULE WORDS`.

The kernel tells a child of its parent's death only; what gunicorn and Celery fork would go on with a request or a task.
"""

import functools
import os
import runpy
import signal
import sys

from running import processes

if __name__ == "__main__":
    os.register_at_fork(after_in_child=functools.partial(processes.end_with_parent, signal.SIGKILL))
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
