"""Addresses of the pages that links in mails open."""

from django.urls import path

from mail import views

app_name = "mail"
urlpatterns = [
    path("aksi/selesai/<str:what>/", views.act_done, name="act_done"),
    path("aksi/<slug:token>/", views.act_detail, name="act_detail"),
    path("aksi/<slug:token>/kode/", views.act_code, name="act_code"),
]
