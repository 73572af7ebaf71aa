"""The mails of the registry that no activity tells."""

from django.utils.translation import gettext as _

from mail import tokens
from mail.composing import Letter, Withheld
from mail.letters import letter
from mail.models import Message
from stakeholders.models import Invitation


def invitation(message: Message) -> Letter:
    """To an address that may have no account yet: who invites, for what, until when, and one button."""
    invited = Invitation.objects.select_related("organisation", "invited_by").filter(pk=message.about_id).first()
    if invited is None or not invited.is_open or not invited.organisation.is_verified:
        raise Withheld("no longer open")
    life = invited.expires_at - message.created_at
    token = tokens.mint(message.kind, address=message.address, target=invited, life=life)
    return letter(
        "stakeholders/mail/invitation",
        {"invitation": invited, "path": f"/undangan/{token}/"},
        _("Undangan mewakili %(org)s") % {"org": invited.organisation.name},
    )
