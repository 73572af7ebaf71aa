"""The picture beside an organisation's name."""

from functools import partial
from typing import Any

from django.db import transaction

from commons import attachments
from commons.access import ensure
from commons.editing import ensure_not_overtaken
from commons.models import Attachment
from stakeholders.actions.organisations import locked
from stakeholders.models import Organisation


@transaction.atomic
def set_logo(*, organisation: Organisation, by: Any, picture: Attachment | None, seen: str = "") -> Organisation:
    """Another picture, or none; the one before is thrown away once that is sure. Locks the organisation.

    Raises:
        commons.editing.Overtaken: somebody changed it since the writer saw it (`seen`, a digest).
        Refused: the picture was swept or sent elsewhere meanwhile.
    """
    organisation = locked(organisation.pk)
    ensure(by, "stakeholders.edit_organisation", organisation)
    ensure_not_overtaken(seen, logo_facts(organisation))
    former = organisation.logo
    if picture is not None:
        attachments.attach(picture, to=organisation, audience=organisation.audience)
    organisation.logo = picture
    organisation.save(update_fields=["logo"])
    if former is not None:
        transaction.on_commit(partial(attachments.discard, former))
    return organisation


def logo_facts(organisation: Organisation) -> dict[str, Any]:
    """What somebody sees who is about to change it."""
    return {"logo": organisation.logo_id}
