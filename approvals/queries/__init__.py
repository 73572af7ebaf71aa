"""Reads that shape the pages of the approvals, and what other apps show of them."""

from approvals.queries.deputies import deputy_cards
from approvals.queries.figures import HandlingTime, handling_time
from approvals.queries.histories import Entry, History, histories, history_from, history_of
from approvals.queries.pages import TABS, Row, approval_page, approvals_in, order, rows, tabs
from approvals.queries.waiting import waiting_decisions

__all__ = [
    "TABS",
    "Entry",
    "HandlingTime",
    "History",
    "Row",
    "approval_page",
    "approvals_in",
    "deputy_cards",
    "handling_time",
    "histories",
    "history_from",
    "history_of",
    "order",
    "rows",
    "tabs",
    "waiting_decisions",
]
