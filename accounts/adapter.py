"""Where allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Our account model, our words."""


class MfaAdapter(DefaultMFAAdapter):
    """A second factor only for confirmed addresses."""
