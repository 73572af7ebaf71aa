"""Acts from the mail. Answering an invitation is reversible, so the link alone is enough, and *Bukan saya* takes it
back; a word about the minutes binds, so it also asks for a code or a session."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.telling import MailAct
from meetings import actions, queries
from meetings.forms import ObjectionForm
from meetings.models import Answer, Meeting, MeetingSeries

LIFE = timedelta(days=90)  # meetings are called weeks ahead; the rule ends a link with its meeting


def answering(answer: str) -> Callable[..., Meeting]:
    """What the link of one answer does: for the person when invited by name, else for all they speak for."""

    def perform(*, person: Any, target: Meeting, data: dict[str, Any]) -> Meeting:
        mine = list(queries.my_invitations(target, person))
        own = [one for one in mine if one.person_id == person.pk]
        for invitee in own or mine:
            actions.answer_meeting(invitee=invitee, by=person, answer=answer)
        return target

    return perform


def take_back(*, person: Any, target: Meeting, data: dict[str, Any]) -> None:
    """*Bukan saya*."""
    actions.withdraw_answers(meeting=target, by=person)


def answering_all(answer: str) -> Callable[..., MeetingSeries]:
    """The same for all meetings of a series to come."""

    def perform(*, person: Any, target: MeetingSeries, data: dict[str, Any]) -> MeetingSeries:
        mine = list(queries.my_series_invitations(target, person))
        own = [one for one in mine if one.person_id == person.pk]
        for invitee in own or mine:
            actions.answer_series(invitee=invitee, by=person, answer=answer)
        return target

    return perform


def take_all_back(*, person: Any, target: MeetingSeries, data: dict[str, Any]) -> None:
    """*Bukan saya*."""
    actions.withdraw_series_answers(series=target, by=person)


def _act(answer: Answer, done: Any) -> MailAct:
    return MailAct(
        f"meetings.answer_{answer.value}",
        answer.label,
        "meetings.answer_meeting",
        "meetings.Meeting",
        answering(answer.value),
        done,
        binding=False,
        undo=take_back,
        life=LIFE,
        template="meetings/mail/answer_form.html",
    )


def approve(*, person: Any, target: Meeting, data: dict[str, Any]) -> Meeting:
    """*Setujui*, as the page of the minutes has it."""
    actions.approve_minutes(meeting=target, by=person)
    return target


def objection_form(*, person: Any, target: Meeting, data: Any = None, files: Any = None) -> ObjectionForm:
    """The form of the minutes' page: to which part, and why."""
    return ObjectionForm(data, meeting=target)


def object_to(*, person: Any, target: Meeting, data: dict[str, Any]) -> Meeting:
    """`data` are the facts of that form."""
    actions.object_to_minutes(meeting=target, by=person, **data)
    return target


def _act_for_all(answer: Answer, label: Any, done: Any) -> MailAct:
    return MailAct(
        f"meetings.answer_series_{answer.value}",
        label,
        "meetings.answer_series",
        "meetings.MeetingSeries",
        answering_all(answer.value),
        done,
        binding=False,
        undo=take_all_back,
        life=LIFE,
        template="meetings/mail/series_answer_form.html",
    )


OF_SERIES = [
    _act_for_all(Answer.YES, _("Akan hadir di semuanya"), _("Jawaban tersimpan: akan hadir di semuanya.")),
    _act_for_all(Answer.MAYBE, _("Belum pasti"), _("Jawaban tersimpan: belum pasti.")),
    _act_for_all(Answer.NO, _("Berhalangan di semuanya"), _("Jawaban tersimpan: berhalangan di semuanya.")),
]
ANSWERS_FOR_ALL = tuple(act.code for act in OF_SERIES)
CONTRIBUTIONS = [
    _act(Answer.YES, _("Jawaban tersimpan: akan hadir.")),
    _act(Answer.MAYBE, _("Jawaban tersimpan: belum pasti.")),
    _act(Answer.NO, _("Jawaban tersimpan: berhalangan.")),
]
ANSWERS = tuple(act.code for act in CONTRIBUTIONS)
CONTRIBUTIONS += [
    MailAct(
        "meetings.approve_minutes",
        _("Setujui notulen"),
        "meetings.answer_minutes",
        "meetings.Meeting",
        approve,
        _("Terima kasih. Persetujuan Anda tercatat."),
        template="meetings/mail/approve_form.html",
    ),
    MailAct(
        "meetings.object_to_minutes",
        _("Ajukan keberatan"),
        "meetings.answer_minutes",
        "meetings.Meeting",
        object_to,
        _("Keberatan Anda tercatat dan tercetak bersama notulen."),
        template="meetings/mail/object_form.html",
        button=_("Kirim keberatan"),
        form=objection_form,
    ),
]
WORDS = ("meetings.approve_minutes", "meetings.object_to_minutes")
