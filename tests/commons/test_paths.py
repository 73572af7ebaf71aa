"""Where a form may lead back to."""

import pytest

from commons.htmx import see_other
from commons.paths import is_ours
from tests.people import People, signed_in

ELSEWHERE = (
    *("", "tong", "tong\x00sampah", "portal:home", "//evil.example/", "/\\evil.example", "https://evil.example/"),
    *("javascript:x", "/akun/\n", "/akun/\x00"),
)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a9_only_a_whole_path_of_this_site_is_ours(path: str) -> None:
    assert not is_ours(path)


@pytest.mark.parametrize("path", ["/", "/akun/", "/proyek/?tahap=active#daftar"])
def test_a_path_of_this_site_is(path: str) -> None:
    assert is_ours(path)


def test_an_address_is_never_taken_for_the_name_of_a_view() -> None:
    answer = see_other("account_login")
    assert (answer.status_code, answer["Location"]) == (303, "account_login")


@pytest.mark.parametrize("path", ["tong", "tong\x00sampah", "//evil.example/"])
def test_a9_following_leads_back_to_the_inbox_where_nothing_of_ours_is_named(
    people: People, project, path: str
) -> None:
    answer = signed_in(people.rizky).post(f"/ikuti/{project.thread_id}/", {"level": "1", "kembali": path})
    assert (answer.status_code, answer["Location"]) == (303, "/kotak-masuk/")
