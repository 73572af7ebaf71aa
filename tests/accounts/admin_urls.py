"""The portal's addresses, and Django's admin at `/admin/` wherever the portal puts it."""

from django.contrib import admin
from django.urls import path

from portal import urls

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("admin/", admin.site.urls), *urls.urlpatterns]
