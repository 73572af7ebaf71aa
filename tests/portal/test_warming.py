"""What the processes of the server share is read before there are any."""

import subprocess
import sys

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
