"""The tables that several apps lean on, one noun a module."""

from commons.models.area import Area, Placed, Theme, area_names, theme_names, with_areas, with_places
from commons.models.attachment import Attachment, Photo, photos, with_photos
from commons.models.audience import Audience, AudienceGroupGrant, AudienceUserGrant, Visibility
from commons.models.draft import Draft
from commons.models.epoch import Epoch
from commons.models.export import Export, stays
from commons.models.heartbeat import Heartbeat
from commons.models.holiday import Holiday
from commons.models.job import Job
from commons.models.once import Once
from commons.models.rights import RightEntry

__all__ = [
    "Area",
    "Attachment",
    "Audience",
    "AudienceGroupGrant",
    "AudienceUserGrant",
    "Draft",
    "Epoch",
    "Export",
    "Heartbeat",
    "Holiday",
    "Job",
    "Once",
    "Photo",
    "Placed",
    "RightEntry",
    "Theme",
    "Visibility",
    "area_names",
    "photos",
    "stays",
    "theme_names",
    "with_areas",
    "with_photos",
    "with_places",
]
