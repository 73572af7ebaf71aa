"""Letters in the layout of every mail: `templates/mail/base.txt` and `base.html`, in the language that is active."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mail.composing import CalendarPart, Letter, one_line

Attachment = tuple[str, bytes, str]


def letter(
    template: str,
    context: Mapping[str, Any],
    subject: str,
    *,
    why: str = "",
    change: str = "",
    unsubscribe: str = "",
    headers: Mapping[str, str] | None = None,
    attachments: tuple[Attachment, ...] = (),
    calendar: CalendarPart | None = None,
) -> Letter:
    """The letter of `templates/<template>.txt` and `.html`, which extend `mail/base.txt` and `mail/base.html`.

    `why` says in a sentence why the person gets it, `change` is the path where that can be changed, `unsubscribe` the
    path that stops it, by GET with a button and by one POST (RFC 8058). Nothing is escaped in the subject and the text.
    """
    subject = one_line(str(subject))
    frame = {
        "site": site(),
        "subject": subject,
        "language": get_language(),
        "why": why,
        "change": address(change) if change else "",
        "unsubscribe": address(unsubscribe) if unsubscribe else "",
        **context,
    }
    return Letter(
        subject=subject,
        text=_tidy(_rendered(f"{template}.txt", frame, autoescape=False)),
        html=_inlined(_rendered(f"{template}.html", frame, autoescape=True)),
        headers={**(_list_headers(unsubscribe) if unsubscribe else {}), **(headers or {})},
        attachments=attachments,
        calendar=calendar,
    )


def address(path: str) -> str:
    """An address on this site, from `SITE_URL` and never from a request: a mail links nowhere else (A2)."""
    return f"{settings.SITE_URL}{path}"


def site() -> dict[str, str]:
    """Whose mail this is; `demo` is the sentence that every mail of a demo bears."""
    demo = _("Contoh: semua orang dan keputusan di sini rekaan, bukan situs resmi kelurahan.")
    return {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_SHORT_NAME,
        "place": settings.SITE_PLACE,
        "office": settings.SITE_OFFICE,
        "address": settings.SITE_ADDRESS,
        "phone": settings.SITE_PHONE,
        "url": settings.SITE_URL,
        "demo": demo if settings.PORTAL_MODE == "demo" else "",
    }


def in_thread(kind: str, number: int, *, parent: str = "") -> dict[str, str]:
    """Headers that keep all mails about one thing together (E7): a stable id for the thing, never a growing list.

    `parent` is the Message-ID of the mail that this one answers, if there is one.
    """
    root = f"<{kind}.{number}@{settings.MAIL_DOMAIN}>"
    return {"References": f"{root} {parent}".strip(), "In-Reply-To": parent or root}


def _list_headers(unsubscribe: str) -> dict[str, str]:
    return {"List-Unsubscribe": f"<{address(unsubscribe)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _rendered(name: str, frame: dict[str, Any], *, autoescape: bool) -> str:
    template = get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(frame, autoescape=autoescape))


def _tidy(text: str) -> str:
    """Templates leave blank lines and trailing spaces behind."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def _inlined(html: str) -> str:
    """Mail programs drop style sheets, so the rules go to the elements; those for dark mode stay in the head."""
    return re.sub(r"\n\s*", "\n", _inliner().inline(html))


@cache
def _inliner() -> Any:
    import css_inline  # late: a process that serves pages writes no letters

    css = (settings.BASE / "templates" / "mail" / "base.css").read_text()
    return css_inline.CSSInliner(extra_css=css, keep_at_rules=True, load_remote_stylesheets=False)
