"""What `make run` says once the site answers: where it is, who may sign in, where its mail is, what to beware of."""

from collections.abc import Iterator

from running.addresses import is_private_to_this_machine
from running.record import SignIn

MAIL_PAGE = "surat/"
OPEN = """\
!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
!!  WARNING: HOST={host} opens this demo to its whole network.
!!  Anybody there can sign in with the passwords below, as staff too, and read
!!  every mail. Put nothing real into it, and stop it when you are done.
!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"""


def text(site_url: str, host: str, sign_ins: list[SignIn], notes: list[str]) -> str:
    """The whole message, some twenty lines."""
    return "\n".join(_lines(site_url, host, sign_ins, notes))


def _lines(site_url: str, host: str, sign_ins: list[SignIn], notes: list[str]) -> Iterator[str]:
    yield ""
    if not is_private_to_this_machine(host):
        yield from OPEN.format(host=host).split("\n")
        yield ""
    yield f"The portal is ready:  {site_url}/"
    yield f"Mail that it sends:   {site_url}/{MAIL_PAGE}"
    yield from (f"                      {note}" for note in notes)
    yield ""
    yield from _table(sign_ins)
    yield ""
    yield "Ctrl-C stops everything; what you did is kept for the next start."
    yield ""


def _table(sign_ins: list[SignIn]) -> Iterator[str]:
    rows = [("Sign in as", "name", "e-mail", "password")]
    rows += [(person.role, person.name, person.email, person.password) for person in sign_ins]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    yield from ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
