"""The same moment in several browsers: real threads, each over its own connection."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.test import Client

from tests.people import signed_in


def together(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all at once; what each returned, an exception included."""
    answers: list[Any] = [None] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(place: int) -> None:
        gate.wait(10)
        try:
            answers[place] = deeds[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def window(user: Any) -> Client:
    """A browser of this person that shows what people see."""
    browser = signed_in(user)
    browser.raise_request_exception = False
    return browser


def posting(user: Any, path: str, **form: Any) -> Callable[[], int]:
    """Sends the form when its moment comes; the status of the answer."""
    browser = window(user)
    return lambda: browser.post(path, form).status_code
