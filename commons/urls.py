"""Addresses of the rooms that all apps share."""

from django.urls import path, register_converter

from commons import views


class Key:
    """A random key of ours, and nothing else that somebody may type."""

    regex = r"[A-Za-z0-9_-]{16,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Key, "key")
app_name = "commons"
urlpatterns = [
    path("lampiran/", views.attachment_create, name="attachment_create"),
    path("lampiran/<key:key>/", views.attachment, name="attachment"),
    path("lampiran/<key:key>/<int:size>/", views.attachment, name="attachment_size"),
    path("draf/", views.draft_save, name="draft_save"),
    path("draf/hapus/", views.draft_drop, name="draft_drop"),
    path("unduhan/<int:pk>/", views.job_download, name="job_download"),
]
