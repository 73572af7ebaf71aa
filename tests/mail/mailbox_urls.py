"""The addresses of the demo's mail page, which a site under test does not have."""

from django.urls import include, path

from portal import mailbox
from portal import urls as site

demo = [
    *site.portal,
    path("surat/", mailbox.mailbox_list, name="mailbox_list"),
    path("surat/<str:key>/", mailbox.mailbox_detail, name="mailbox_detail"),
    path("surat/<str:key>/html/", mailbox.mailbox_html, name="mailbox_html"),
]
others = [one for one in site.urlpatterns if getattr(one, "namespace", None) != "portal"]
urlpatterns = [path("", include((demo, "portal"))), *others]
