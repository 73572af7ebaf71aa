"""What can be done from a mail without opening the portal first."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.telling import MailAct
from projects import actions, queries
from projects.forms import NEEDS_NOTE, AnswerForm, StatusUpdateForm
from projects.models import Completion, Condition, Partnership, Project, StatusUpdate
from projects.stage_forms import DeclineForm


def report_on_track(*, person: Any, target: Project, data: dict[str, Any]) -> StatusUpdate:
    """*Sesuai rencana*, and nothing more."""
    return _report(person, target, Condition.ON_TRACK, is_no_change=False)


def report_no_change(*, person: Any, target: Project, data: dict[str, Any]) -> StatusUpdate:
    """*Tidak ada perubahan*: the last judgement still holds."""
    return _report(person, target, target.condition or Condition.ON_TRACK, is_no_change=True)


def report_form(*, person: Any, target: Project, data: Any = None, files: Any = None) -> StatusUpdateForm:
    """The form of an update, as the project's own page has it; who says nothing else speaks for their organisation."""
    offices = queries.speaks_as(person, target)
    if data is not None and offices and "acting_as" not in data:
        data = data.copy()
        data["acting_as"] = str(offices[0].pk)
    form = StatusUpdateForm(data, files, project=target, user=person, offices=offices)
    form.fields["photos"].widget.shows = False  # no session, so they would not be served
    return form


def report(*, person: Any, target: Project, data: dict[str, Any]) -> StatusUpdate:
    """`data` are the facts of that form."""
    return actions.post_status(project=target, author=person, **data)


def calls_for_help(data: Mapping[str, str]) -> bool:
    """What alarms others is said by the owner of the mailbox, not by whoever holds a forwarded link."""
    return data.get("condition") in NEEDS_NOTE


def _report(person: Any, project: Project, condition: str, *, is_no_change: bool) -> StatusUpdate:
    offices = queries.speaks_as(person, project)
    return actions.post_status(
        project=project,
        author=person,
        condition=condition,
        acting_as=offices[0] if offices else None,
        is_no_change=is_no_change,
    )


def take_back(*, person: Any, target: StatusUpdate, data: dict[str, Any]) -> None:
    """*Bukan saya*."""
    actions.withdraw_status(update=target)


def answer_partnership(*, person: Any, target: Partnership, data: dict[str, Any]) -> Partnership:
    """Accept or decline; `data` is the form's: `answer` and `reason`. What is promised is what the invitation asks for.

    Raises:
        ValidationError: no answer was chosen, or the reason is no plain line.
    """
    form = AnswerForm(data)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    accept, reason = form.cleaned_data["answer"] == "accept", form.cleaned_data["reason"]
    return actions.answer_partnership(partnership=target, by=person, accept=accept, reason=reason)


def confirm_completion(*, person: Any, target: Completion, data: dict[str, Any]) -> Completion:
    """*Konfirmasi selesai*, as the page of the proposed end has it."""
    return actions.confirm_completion(completion=target, by=person)


def decline_form(*, person: Any, target: Completion, data: Any = None, files: Any = None) -> DeclineForm:
    return DeclineForm(data)


def decline_completion(*, person: Any, target: Completion, data: dict[str, Any]) -> Completion:
    """*Belum selesai*, and what is missing; `data` are the facts of that form."""
    return actions.decline_completion(completion=target, by=person, **data)


CONTRIBUTIONS = [
    MailAct(
        "projects.report",
        _("Perbarui status"),
        "projects.post_status",
        "projects.Project",
        report,
        _("Kabar terkirim. Pengikut proyek akan tahu."),
        binding=False,
        undo=take_back,
        template="projects/mail/report_form.html",
        binds=calls_for_help,
        button=_("Kirim"),
        form=report_form,
    ),
    MailAct(
        "projects.report_on_track",
        _("Sesuai rencana"),
        "projects.post_status",
        "projects.Project",
        report_on_track,
        _("Kabar terkirim: sesuai rencana."),
        binding=False,
        undo=take_back,
    ),
    MailAct(
        "projects.report_no_change",
        _("Tidak ada perubahan"),
        "projects.post_status",
        "projects.Project",
        report_no_change,
        _("Kabar terkirim: tidak ada perubahan."),
        binding=False,
        undo=take_back,
    ),
    MailAct(
        "projects.answer_partnership",
        _("Jawab undangan"),
        "projects.answer_partnership",
        "projects.Partnership",
        answer_partnership,
        _("Jawaban Anda tersimpan."),
        template="projects/mail/answer_partnership_form.html",
    ),
    MailAct(
        "projects.confirm_completion",
        _("Konfirmasi selesai"),
        "projects.answer_completion",
        "projects.Completion",
        confirm_completion,
        _("Proyek dinyatakan selesai. Terima kasih."),
        template="projects/mail/confirm_completion_form.html",
    ),
    MailAct(
        "projects.decline_completion",
        _("Belum selesai"),
        "projects.answer_completion",
        "projects.Completion",
        decline_completion,
        _("Terkirim. Proyek tetap berjalan."),
        template="projects/mail/decline_completion_form.html",
        button=_("Kirim"),
        form=decline_form,
    ),
]
