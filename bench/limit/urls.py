"""Three addresses."""

from django.urls import path

from bench.limit import views

urlpatterns = [
    path("proyek/", views.project_list),
    path("proyek/<int:pk>/", views.project_detail),
    path("direktori/", views.organisation_list),
]
