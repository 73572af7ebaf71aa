"""Addresses of activity."""

from django.urls import path

from activity import views

app_name = "activity"
urlpatterns = [path("dibaca/<int:pk>/", views.read_mark, name="read_mark")]
