"""What a page asks of the database."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

READS = ("SELECT", "(SELECT", "WITH")
WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|TRUNCATE)\b")


def statements(browser: Client, path: str) -> int:
    """How many statements a page asks that was looked at before, none of which may write."""
    browser.get(path)
    return first_statements(browser, path)


def first_statements(browser: Client, path: str) -> int:
    """How many it asks for the reader who comes first after a change, none of which may write."""
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    sql = [query["sql"] for query in seen.captured_queries]
    assert [one for one in sql if not one.startswith(READS) or WRITES.search(one)] == []
    return len(sql)
