"""What was taken out of the list of projects, by whom."""

from commons.models import Export, stays


class ProjectExport(Export):
    """A file of projects."""

    class Meta(Export.Meta):
        triggers = [stays("project_export_stays")]
