"""Minutes and decisions on paper: the *berita acara* of a meeting, and the sheet of one decision."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.queries import Line
from commons import formats, rich_text
from commons.access import can
from commons.calendar import today
from commons.pdf import typeset
from meetings import moments
from meetings.models import Attendance, Minutes
from meetings.queries.decisions import decision_page
from meetings.queries.looks import minutes_look, outcome_look
from meetings.queries.minutes import attendance_lines, decided, promises_in
from meetings.queries.sectors import came, marks

LONGEST_WORD = 24  # letters; a word that no column could hold may be broken


def minutes_sheet(meeting: Any, user: Any) -> bytes:
    """The PDF of minutes that were circulated. Names of those who came stand in it for those only who may see who is
    invited; the others read how many came. Its times are those of the place: a numbered paper says one thing to all.
    """
    values = _breakable(_minutes_values(meeting, user))
    return typeset("meetings/pdf/minutes.typ", values, language=get_language() or "id")


def _minutes_values(meeting: Any, user: Any) -> dict[str, Any]:
    minutes: Minutes = meeting.minutes
    minutes.meeting = meeting
    there = came(meeting)
    said = list(minutes.ratifications.with_names())
    approved = [one.sector for one in said]
    decisions = list(decided(meeting, user).select_related("owner_organisation", "owner_person"))
    return {
        "site": settings.SITE_NAME,
        "printed": _printed(),
        "title": _("Berita acara rapat"),
        "number": minutes.number or str(minutes_look(minutes.state).label),
        "meeting": str(meeting),
        "facts": _facts(meeting, there),
        "parts": _parts(minutes, user),
        "decisions": [[one.number, one.title, formats.short_date(one.effective_on)] for one in decisions],
        "promises": [_promise(one) for one in promises_in(meeting, user)],
        "objections": [
            {"part": str(one.part), "who": one.shown_name, "reason": one.reason}
            for one in minutes.objections.with_names().select_related("part")
        ],
        "marks": [{"label": one.label, "mark": one.mark, "word": one.word} for one in marks(minutes, there, approved)],
        "signatures": _signatures(minutes, said),
        "attendance": [[one["name"], one["side"], one["area"]] for one in _named(meeting, there, user)],
        "present": _("Hadir: %(n)s orang.") % {"n": len(there)},
        "digest": minutes.digest,
        "words": _words(),
    }


def _printed() -> str:
    return _("Dicetak %(date)s") % {"date": formats.short_date(today())}


def _facts(meeting: Any, there: list[Attendance]) -> list[dict[str, str]]:
    told = [
        (_("Waktu"), moments.at_the_place(meeting)),
        (_("Tempat"), meeting.place or _("Daring")),
        (_("Penyelenggara"), meeting.host.name),
        (_("Proyek"), str(meeting.project) if meeting.project is not None else ""),
        (_("Pemimpin rapat"), meeting.chair.display_name),
        (_("Pencatat"), meeting.minute_taker.display_name if meeting.minute_taker is not None else ""),
        (_("Hadir"), _("%(n)s orang") % {"n": len(there)}),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _parts(minutes: Minutes, user: Any) -> list[dict[str, str]]:
    found = []
    for one in minutes.parts.in_order():
        outcome = outcome_look(one.outcome)
        text = rich_text.plain(one.text, user)
        if text or one.title:
            number = f"{one.position}. " if one.position else ""
            title = one.title or _("Umum")
            found.append({"title": number + title, "text": text, "outcome": outcome.label if outcome else ""})
    return found


def _promise(one: Line) -> list[str]:
    return [one.what, one.who, one.due or "–", str(one.state.label)]


def _signatures(minutes: Minutes, said: list[Any]) -> list[dict[str, str]]:
    """Who leads and who writes sign by hand; those who approved did so here, and it is said when."""
    meeting, zone = minutes.meeting, minutes.meeting.place_zone
    writer = meeting.minute_taker or minutes.circulated_by
    hands = [(_("Pemimpin rapat"), meeting.chair.display_name), (_("Pencatat"), writer.display_name if writer else "")]
    by_hand = [{"role": role, "name": name, "when": ""} for role, name in hands if name]
    return [
        *by_hand,
        *(
            {
                "role": str(one.get_sector_display()),
                "name": one.shown_name,
                "when": _("Disetujui %(date)s") % {"date": formats.short_date(one.at.astimezone(zone).date())},
            }
            for one in said
        ),
    ]


def _named(meeting: Any, there: list[Attendance], user: Any) -> list[dict[str, str]]:
    return attendance_lines(there) if can(user, "meetings.read_people", meeting) else []


def _words() -> dict[str, str]:
    return {
        "agenda": _("Yang dibahas"),
        "decisions": _("Keputusan"),
        "number": _("Nomor"),
        "decision": _("Keputusan"),
        "effective": _("Berlaku sejak"),
        "promises": _("Tindak lanjut"),
        "what": _("Apa"),
        "who": _("Penanggung jawab"),
        "due": _("Tenggat"),
        "state": _("Status"),
        "objections": _("Keberatan yang diajukan"),
        "sectors": _("Empat unsur"),
        "signatures": _("Tanda tangan dan persetujuan"),
        "attendance": _("Daftar hadir"),
        "name": _("Nama"),
        "side": _("Mewakili"),
        "area": _("Wilayah"),
        "seal": _("Segel (SHA-256)"),
    }


def decision_sheet(decision: Any, user: Any) -> bytes:
    """The PDF of one decision: what its page tells this person."""
    page = decision_page(decision, user)
    values = {
        "site": settings.SITE_NAME,
        "printed": _printed(),
        "kind": _("Keputusan rapat"),
        "number": decision.number,
        "title": decision.title,
        "standing": str(page.standing.label),
        "text": rich_text.plain(decision.text, user),
        "facts": [
            {"label": label, "value": value}
            for label, value in (
                (_("Tanggal"), page.day),
                (_("Berlaku sejak"), page.effective),
                (_("Ditinjau lagi pada"), page.review),
                (_("Penanggung jawab"), page.owner),
                (_("Dasar"), str(decision.meeting)),
                (_("Pokok"), str(decision.item) if decision.item is not None else ""),
                (str(decision.get_change_display()), page.earlier.title if page.earlier else ""),
                (page.later_says, page.later.title if page.later else ""),
            )
            if value
        ],
        "address": f"{settings.SITE_URL}{decision.get_absolute_url()}",
    }
    return typeset("meetings/pdf/decision.typ", _breakable(values), language=get_language() or "id")


def _breakable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _breakable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if not isinstance(value, str):
        return value
    return "".join(_with_breaks(word) for word in _split(value))


def _split(text: str) -> list[str]:
    """Words and what stands between them."""
    parts, word = [], ""
    for sign in text:
        if sign.isspace():
            parts += [word, sign]
            word = ""
        else:
            word += sign
    return [*parts, word]


def _with_breaks(word: str) -> str:
    return "\u200b".join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
