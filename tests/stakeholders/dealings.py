"""What the tests of agreements and of the office's log share."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from commons import attachments
from commons.calendar import today
from commons.models import Attachment
from stakeholders.actions.agreements import change_agreement, keep_agreement
from stakeholders.actions.engagements import log_engagement
from stakeholders.models import Agreement, Engagement, Organisation
from stakeholders.queries.agreements import facts_of
from tests.people import People
from tests.town import Town

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\ntrailer\n<< >>\nstartxref\n30\n%%EOF\n"
SECRET = "Kemiri5528"  # stands in everything of the log, and nowhere else


def ahead(days: int) -> date:
    return today() + timedelta(days=days)


def signed(cast: People, town: Town, **facts: Any) -> Agreement:
    """Kept by putri: the kelurahan and PT Sumber Air (bayu), since last month and for 200 days more."""
    return keep_agreement(
        **{
            "by": cast.putri,
            "kind": "mou",
            "title": "Air bersih untuk RW 03",
            "number": "12/MoU/2026",
            "parties": [town.office, town.firm],
            "signed_on": ahead(-30),
            "from_on": ahead(-30),
            "until_on": ahead(200),
            "sight": "public",
            **facts,
        }
    )


def altered(agreement: Agreement, by: Any, **facts: Any) -> Agreement:
    """Changed in these facts only."""
    now = {name: value for name, value in facts_of(agreement).items() if name not in ("ended_on", "end_reason")}
    return change_agreement(agreement=agreement, by=by, **(now | facts))


def document(owner: Any, name: str = "naskah.pdf") -> Attachment:
    table = PDF.index(b"xref")
    data = PDF.replace(b"startxref\n30", b"startxref\n%d" % table)
    return attachments.receive(owner=owner, upload=SimpleUploadedFile(name, data, "application/pdf"))


def logged(cast: People, organisation: Organisation, **facts: Any) -> Engagement:
    """By putri, who called; rizky is no part of it. The next step is ratna's, in ten days."""
    return log_engagement(
        **{
            "organisation": organisation,
            "by": cast.putri,
            "kind": "call",
            "happened_on": today(),
            "ours": [cast.putri],
            "summary": f"Membahas pipa {SECRET}.",
            "next_step": f"Kirim surat {SECRET}",
            "owner": cast.ratna,
            "due_on": ahead(10),
            **facts,
        }
    )
