"""Who may do what about meetings that come again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.contributions import RoleSource, Rule
from meetings.models import Meeting, MeetingSeries, SeriesInvitee
from meetings.permissions.roles import CALLERS, CHAIR, is_open, keeper_of


def series_of(obj: Any) -> MeetingSeries | None:
    """The series itself, or that of an invitation to it."""
    if isinstance(obj, MeetingSeries):
        return obj
    return obj.series if isinstance(obj, SeriesInvitee) else None


def roles_in_series(user: Any, obj: Any) -> set[str]:
    """Chair, minute-taker and coordinator by name; an invitee as in a meeting."""
    series = series_of(obj)
    if series is None:
        return set()
    named = {"chair": series.chair_id, "minute_taker": series.minute_taker_id}
    held = {role for role, who in named.items() if who is not None and who == user.pk}
    if series.project is not None and series.project.coordinator_id == user.pk:
        held.add("coordinator")
    known = obj.__dict__.get("is_invited")
    mine = SeriesInvitee.objects.of(user)
    mine = mine.filter(pk=obj.pk) if isinstance(obj, SeriesInvitee) else mine.filter(series=series)
    if known or (known is None and mine.exists()):
        held.add("invitee")
    return held


def goes_on(user: Any, obj: Any) -> bool:
    series = series_of(obj)
    return series is not None and series.is_open


def keeper_of_series(obj: Any) -> Any:
    series = series_of(obj)
    return series.chair if series is not None else None


def has_followers(user: Any, obj: Any) -> bool:
    """It is to come, and one of a series."""
    return isinstance(obj, Meeting) and obj.series_id is not None and is_open(user, obj)


CONTRIBUTIONS = [
    RoleSource("meetings.series", roles_in_series),
    Rule("meetings.read_series", _("Membaca seri rapat"), frozenset({"visitor"}), _("Seri rapat ini belum dibuka.")),
    Rule(
        "meetings.read_series_people",
        _("Melihat siapa yang diundang ke seri rapat"),
        CALLERS | {"chair", "minute_taker", "invitee"},
        _("Daftar undangan hanya untuk yang diundang, pemimpin rapat, dan petugas kelurahan."),
    ),
    Rule(
        "meetings.invite_to_series",
        _("Menambah undangan seri rapat"),
        CALLERS | {"chair"},
        _("Undangan diatur oleh pemimpin rapat, koordinator, atau petugas, selama seri berjalan."),
        when=goes_on,
        keeper=keeper_of_series,
    ),
    Rule(
        "meetings.answer_series",
        _("Menjawab undangan seri rapat"),
        frozenset({"invitee"}),
        _("Undangan ini untuk orang lain, atau seri rapatnya sudah berakhir."),
        when=goes_on,
    ),
    Rule(
        "meetings.move_following",
        _("Mengubah rapat ini dan seterusnya"),
        CHAIR,
        _("Rapat berulang diubah oleh pemimpin rapat atau petugas, sebelum rapat selesai."),
        when=has_followers,
        keeper=keeper_of,
    ),
    Rule(
        "meetings.cancel_following",
        _("Membatalkan rapat ini dan seterusnya"),
        CHAIR,
        _("Rapat berulang dibatalkan oleh pemimpin rapat atau petugas, sebelum rapat selesai."),
        when=has_followers,
        keeper=keeper_of,
    ),
]
