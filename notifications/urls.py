"""Addresses of the inbox, its settings, and the links in its mails."""

app_name = "notifications"
urlpatterns: list = []
