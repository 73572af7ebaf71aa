"""What the processes of the server share is read before there are any."""

import runpy
import subprocess
import sys
from types import SimpleNamespace

import pytest

from running.embedded import HERE

SAYS = """
import django
django.setup()
import sys
from django.db import connections
from django.template import engines
from portal.warming import warm
warm()
kept = engines["django"].engine.template_loaders[0].get_template_cache
late = ("openpyxl", "PIL", "pillow_heif", "qrcode", "holidays")
print("opened", any(one.connection for one in connections.all(initialized_only=True)))
print("views", "forums.views" in sys.modules, "projects.views" in sys.modules)
print("templates", "forums/topic_detail.html" in kept, "base.html" in kept)
print("late", [name for name in late if name in sys.modules])
"""


def test_pages_are_known_no_connection_is_open_and_what_few_need_is_not_there() -> None:
    told = subprocess.run([sys.executable, "-c", SAYS], cwd=HERE, capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-4:] == ["opened False", "views True True", "templates True True", "late []"]


@pytest.mark.parametrize(("served", "is_warmed"), [("portal.wsgi", True), ("bench.limit.wsgi:application", False)])
def test_only_the_portal_is_read_by_heart(served: str, is_warmed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The least site of the bench is served by the same file, and knows none of its addresses."""
    begun: list[str] = []
    monkeypatch.setattr("portal.warming.warm", lambda: begun.append(served))
    monkeypatch.setattr("gc.freeze", lambda: None)
    conf = runpy.run_path(str(HERE / "deploy" / "gunicorn.conf.py"))
    conf["when_ready"](SimpleNamespace(app=SimpleNamespace(app_uri=served)))
    assert begun == ([served] if is_warmed else [])
