"""Registering in two steps, as a person does it."""

from typing import Any

from django.test import Client

FIRST, SECOND = "/direktori/daftar/", "/direktori/daftar/keterangan/"


def register(browser: Client, named: dict[str, Any], about: dict[str, Any] | None = None) -> Any:
    """The answer to the second step; what looks alike is another, the person says."""
    answer = browser.post(FIRST, named)
    assert (answer.status_code, answer["Location"]) == (303, SECOND)
    answer = browser.post(SECOND, about or {"about": ""})
    if answer.status_code == 422 and answer.context["alike"]:
        others = [one.organisation.pk for one in answer.context["alike"]]
        answer = browser.post(SECOND, (about or {}) | {"bukan": others})
    return answer
