"""What changes an account. Who may is asked at the door; nothing here knows of a request."""

from accounts.actions.counter import make_slip, open_account, use_slip
from accounts.actions.guarding import (
    answer_address,
    appoint,
    dismiss,
    end_sessions,
    mail_code,
    set_active,
    tell_of_change,
)
from accounts.actions.joining import (
    change_profile,
    confirm_address,
    give_consent,
    hold_address,
    release_address,
    set_language,
    sweep,
    take_address,
)
from accounts.actions.leaving import (
    anonymise,
    ask_for_copy,
    erase,
    leave,
    put_off_erasing,
    stay,
    tell_of_copy,
)

__all__ = [
    "anonymise",
    "answer_address",
    "appoint",
    "ask_for_copy",
    "change_profile",
    "confirm_address",
    "dismiss",
    "end_sessions",
    "erase",
    "give_consent",
    "hold_address",
    "leave",
    "mail_code",
    "make_slip",
    "open_account",
    "put_off_erasing",
    "release_address",
    "set_active",
    "set_language",
    "stay",
    "sweep",
    "take_address",
    "tell_of_change",
    "tell_of_copy",
    "use_slip",
]
