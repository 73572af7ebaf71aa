"""The demo's mail, to be read in the browser: none of it leaves the machine. These pages exist in demo mode only."""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from html.parser import HTMLParser
from mailbox import Maildir
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import formats
from commons.access import public

PAGE, DEEPEST = 20, 500  # rows a page; how many mails are searched for a recipient


@dataclass(frozen=True)
class Row:
    """A letter in the list; `key` names its file."""

    key: str
    to: str
    subject: str
    at: str


@public
@require_safe
def mailbox_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `untuk` keeps those to an address that contains it, `setelah` begins below a mail."""
    wanted, after = request.GET.get("untuk", "").strip()[:100], request.GET.get("setelah", "")
    box, rows = _box(), []
    keys = _newest_first(box)[:DEEPEST]
    for key in keys[keys.index(after) + 1 :] if after in keys else keys:
        row = _row(box, key)
        if wanted.lower() in row.to.lower():
            rows.append(row)
        if len(rows) > PAGE:
            break
    context = {"rows": rows[:PAGE], "wanted": wanted, "following": rows[PAGE - 1].key if len(rows) > PAGE else ""}
    return _unlisted(render(request, "portal/mailbox_list.html", context))


@public
@require_safe
def mailbox_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail: its headers and its text, with links that work."""
    mail = _mail(key)
    context = {
        "key": key,
        "subject": mail["Subject"],
        "headers": [
            (_("Dari"), mail["From"]),
            (_("Untuk"), mail["X-Envelope-To"] or mail["To"]),
            (_("Waktu"), _moment(mail)),
            *((name, mail[name]) for name in ("List-Unsubscribe", "List-Unsubscribe-Post") if mail[name]),
        ],
        "text": _part(mail, "plain"),
        "has_html": bool(_part(mail, "html")),
        "attachments": [part.get_filename() or "" for part in mail.iter_attachments()],
    }
    return _unlisted(render(request, "portal/mailbox_detail.html", context))


@public
@require_safe
def mailbox_html(request: HttpRequest, key: str) -> HttpResponse:
    """The mail as a mail program shows it. Only the styles it holds are allowed, each by its hash."""
    html = _part(_mail(key), "html")
    if not html:
        raise Http404
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-hashes' {' '.join(_style_hashes(html))};"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return _unlisted(response)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex, nofollow"
    return response


def _box() -> Maildir:
    return Maildir(settings.MAIL_SINK, create=True)


def _newest_first(box: Maildir) -> list[str]:
    """Names begin with the second and microsecond of arrival (`1763612345.M2712P34Q5.host`)."""
    return sorted(box.keys(), key=lambda key: [int(n) for n in re.findall(r"\d+", key)[:4]], reverse=True)


def _row(box: Maildir, key: str) -> Row:
    with box.get_file(key) as file:
        head: Any = BytesHeaderParser(policy=policy.default).parse(file)  # type: ignore[arg-type]
    return Row(key, str(head["X-Envelope-To"] or head["To"] or ""), str(head["Subject"] or ""), _moment(head))


def _moment(head: Any) -> str:
    """Django dates its mail `-0000`: UTC, which the parser leaves without a zone."""
    date = getattr(head["Date"], "datetime", None)
    return formats.row_moment(date if date.tzinfo else date.replace(tzinfo=UTC)) if date is not None else ""


def _mail(key: str) -> EmailMessage:
    box = _box()
    if key not in box:
        raise Http404
    return message_from_bytes(box.get_bytes(key), policy=policy.default)


def _part(mail: EmailMessage, kind: str) -> str:
    part: Any = mail.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part is not None else ""


class _Styles(HTMLParser):
    """The style attributes and style elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "style"
        self.found |= {value for name, value in attrs if name == "style" and value}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.add(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _style_hashes(html: str) -> list[str]:
    digests = (hashlib.sha256(style.encode()).digest() for style in sorted(_Styles(html).found))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
