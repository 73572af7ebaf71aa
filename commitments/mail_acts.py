"""*Ditepati* from the mail: it binds, so the link also asks for a code or a session."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commitments import actions
from commitments.forms import KeepForm
from commitments.models import Commitment
from commons.telling import MailAct


def keep(*, person: Any, target: Commitment, data: dict[str, Any]) -> Commitment:
    """With the note as evidence; photos are for the page.

    Raises:
        ValidationError: nothing was written.
    """
    form = KeepForm(data, user=person)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return actions.keep_commitment(commitment=target, by=person, note=form.cleaned_data["note"])


CONTRIBUTIONS = [
    MailAct(
        "commitments.keep",
        _("Ditepati"),
        "commitments.keep_commitment",
        "commitments.Commitment",
        keep,
        _("Terima kasih. Komitmen ini tercatat ditepati."),
        life=timedelta(days=30),
        template="commitments/mail/keep_form.html",
    )
]
