"""The portal's addresses, and a few that go wrong on purpose."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from commons.access import Refused, public
from commons.limits import TooMany
from portal.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def going_wrong(error: Exception) -> Any:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("salah/", going_wrong(SuspiciousOperation())),
    path("besar/", going_wrong(RequestDataTooBig())),
    path("tertutup/", going_wrong(Refused("Hanya tim proyek yang dapat mengirim kabar."))),
    path("tersembunyi/", going_wrong(Http404())),
    path("rusak/", going_wrong(ZeroDivisionError("rahasia dapur"))),
    path("terputus/", going_wrong(OperationalError("server closed the connection"))),
    path("tergesa/", going_wrong(TooMany(40))),
    *urlpatterns,
]
