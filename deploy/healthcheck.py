"""Asks the web process of this container, through `/sehat/`, whether it can serve. Exit status 0 when it can."""

import http.client
import os
import sys
from urllib.parse import urlsplit

ADDRESS = ("127.0.0.1", 8000)


def main() -> int:
    """The site answers under its own name only, so that name is asked for."""
    connection = http.client.HTTPConnection(*ADDRESS, timeout=4)
    try:
        connection.request("GET", "/sehat/", headers={"Host": urlsplit(os.environ.get("SITE_URL", "")).netloc})
        return 0 if connection.getresponse().status == http.HTTPStatus.OK else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
