"""How gunicorn serves the portal. WEB_CONCURRENCY (processes) and WEB_THREADS say how much at once; the rest is in
docs/deploy.md. Threads, so that slow phones do not hold a whole process each when no proxy stands in front."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
try:
    from portal.settings import LOGGING
except ImproperlyConfigured as error:
    sys.exit(str(error))

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # the code is read once and its memory shared
timeout = 30
graceful_timeout = 25
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108, a heartbeat must not wait for a disk
logconfig_dict = LOGGING | {
    "loggers": {
        name: {"handlers": ["out"], "level": level, "propagate": False, "qualname": name}
        for name, level in {"gunicorn.error": LOGGING["root"]["level"], "gunicorn.access": "CRITICAL"}.items()
    }
}


def when_ready(server: Any) -> None:
    """What is read once is read now, before there are processes. It stays for good: set aside, it is shared by them and
    not looked through again. Another site (`bench/limit/`) has other addresses and templates, and reads its own."""
    if server.app.app_uri.startswith("portal."):
        from portal.warming import warm

        warm()
    gc.collect()
    gc.freeze()
