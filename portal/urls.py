"""All addresses of the portal: each app's own, and the pages that need several."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import access_requests, home, pages, search, sitemaps, trails, views

handler400 = "portal.failures.bad_request"
handler403 = "portal.failures.forbidden"
handler404 = "portal.failures.not_found"
handler429 = "portal.failures.too_many"
handler500 = "portal.failures.server_error"

portal = [
    path("", home.home, name="home"),
    path("beranda/", home.home_public, name="home_public"),
    path("meja/", home.desk_detail, name="desk_detail"),
    path("cari/", search.search, name="search"),
    path("bahasa/", views.language_switch, name="language_switch"),
    path("tulisan/", views.kept, name="kept"),
    path("minta-akses/", access_requests.access_request, name="access_request"),
    path("kelola/komponen/", views.component_list, name="component_list"),
    path("kelola/jejak/", trails.trail_list, name="trail_list"),
    path("sehat/", pages.health_detail, name="health_detail"),
    path("sehat/hidup/", pages.health_alive, name="health_alive"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-<str:kind>-<int:number>.xml", sitemaps.sitemap_part, name="sitemap_part"),
    path("robots.txt", pages.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    *(
        path(f"{name}/", pages.page_detail, {"name": name}, name=f"page_{name.replace('-', '_')}")
        for name in pages.PAGES
    ),
]
if settings.PORTAL_MODE == "demo":  # elsewhere nobody's mail is a page
    from portal import mailbox

    portal += [
        path("surat/", mailbox.mailbox_list, name="mailbox_list"),
        path("surat/<str:key>/", mailbox.mailbox_detail, name="mailbox_detail"),
        path("surat/<str:key>/html/", mailbox.mailbox_html, name="mailbox_html"),
    ]

urlpatterns = [
    path("", include("forums.urls")),  # the busiest first
    path("", include("projects.urls")),
    path("admin/", admin.site.urls),
    path("", include((portal, "portal"))),
    path("", include("accounts.doors")),
    path("", include("accounts.urls")),
    path("", include("commons.urls")),
    path("", include("mail.urls")),
    path("", include("activity.urls")),
    path("", include("approvals.urls")),
    path("", include("stakeholders.urls")),
    path("", include("commitments.urls")),
    path("", include("meetings.urls")),
    path("", include("notifications.urls")),
]
