"""Pages of plain words, and the small files that machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commons.access import public
from portal.health import look

PAGES = ("tentang", "pelayanan-terpadu", "privasi", "aksesibilitas", "bantuan")
NAMES = {page: f"page_{page.replace('-', '_')}" for page in PAGES}  # of their addresses
SECURITY_LIFE = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
@public
def page_detail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"portal/pages/{name}.html", {"version": settings.PRIVACY_VERSION})


@require_safe
@public
def health_detail(request: HttpRequest) -> HttpResponse:
    """200 when this process can serve; `?lengkap=1` asks for all that stands behind it too. 503 otherwise."""
    health = look()
    fine = health.well if request.GET.get("lengkap") else health.ready
    return JsonResponse(health.as_dict(), status=200 if fine else 503, headers={"Cache-Control": "no-store"})


@require_safe
@public
def health_alive(request: HttpRequest) -> HttpResponse:
    """This process answers, whatever stands behind it."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + SECURITY_LIFE).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@public
def robots_txt(request: HttpRequest) -> HttpResponse:
    """A demo is not indexed; elsewhere everything public may be, except doors and personal pages."""
    closed = ["/"] if settings.PORTAL_MODE == "demo" else ["/akun/", "/masuk/", "/aksi/", "/undangan/", "/berhenti/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if settings.PORTAL_MODE != "demo":
        lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
