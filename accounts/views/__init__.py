"""The accounts on the web: one's own pages, the page that others see, and the counter."""

from accounts.views.counter import (
    assisted_detail,
    assisted_list,
    assisted_open,
    slip_make,
    slip_sign_in,
    way_in,
)
from accounts.views.own import (
    account_detail,
    account_leave,
    account_stay,
    consent_give,
    consent_withdraw,
    data_copy,
    device_end,
    device_list,
    person_detail,
    privacy_edit,
    profile_edit,
    proof_code,
)

__all__ = [
    "account_detail",
    "account_leave",
    "account_stay",
    "assisted_detail",
    "assisted_list",
    "assisted_open",
    "consent_give",
    "consent_withdraw",
    "data_copy",
    "device_end",
    "device_list",
    "person_detail",
    "privacy_edit",
    "profile_edit",
    "proof_code",
    "slip_make",
    "slip_sign_in",
    "way_in",
]
