"""Django's admin as an app, with our guard at its door; in a module of its own, for `accounts.apps` has one app."""

from django.contrib.admin.apps import AdminConfig


class GuardedAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.GuardedAdminSite"
