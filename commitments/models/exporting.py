"""What was taken out of the promise ledger, by whom."""

from commons.models import Export, stays


class CommitmentExport(Export):
    """A file of promises."""

    class Meta(Export.Meta):
        triggers = [stays("commitment_export_stays")]
