"""Who may see a root and all that hangs under it: one row, pointed at and never copied."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from commons.models.rights import notes_grants

THING = "commons.Audience"


class Visibility(models.TextChoices):
    """From the widest to the narrowest."""

    PUBLIC = "public", _("Umum")
    MEMBERS = "members", _("Anggota")
    STAKEHOLDERS = "stakeholders", _("Pemangku kepentingan")
    PRIVATE = "private", _("Terbatas")


class Audience(models.Model):
    """Those who see a root: everybody, members, representatives of verified organisations, or the named ones.

    Rows change through `commons.audience` only, which raises the epoch in the same transaction.
    """

    visibility = models.CharField(max_length=12, choices=Visibility, default=Visibility.PUBLIC)

    class Meta:
        default_permissions = ()
        permissions = [("see", "May see what hangs under this audience")]

    def __str__(self) -> str:
        return self.get_visibility_display()


class AudienceUserGrant(UserObjectPermissionBase):
    """`see`, given to one person."""

    content_object = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="user_grants")

    class Meta(UserObjectPermissionBase.Meta):
        triggers = [notes_grants(THING, "user_id")]


class AudienceGroupGrant(GroupObjectPermissionBase):
    """`see`, given to a group: the representatives of an organisation."""

    content_object = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupObjectPermissionBase.Meta):
        triggers = [notes_grants(THING, "group_id")]
