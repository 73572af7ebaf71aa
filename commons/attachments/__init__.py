"""One kind of attachment for all apps: received, attached where it belongs, hidden with it, swept when never sent."""

from commons.attachments.actions import attach, detach, discard, hang, hide, receive, show, sweep_unsent
from commons.attachments.queries import served_to, unsent

__all__ = ["attach", "detach", "discard", "hang", "hide", "receive", "served_to", "show", "sweep_unsent", "unsent"]
