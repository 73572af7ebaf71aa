"""Paths of this site, where a form, a link or a draft names one."""

from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(path: str | None) -> bool:
    """A whole path of this site and nothing else: no other host, no name of a view, no sign that nobody types (A9)."""
    is_path = path is not None and path.isprintable() and path.startswith("/")
    return is_path and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
