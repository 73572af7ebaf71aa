"""The addresses of the bare site."""

from django.urls import path

from bench.limit import forum, views

urlpatterns = [
    path("proyek/", views.project_list),
    path("proyek/<int:pk>/", views.project_detail),
    path("direktori/", views.organisation_list),
    path("forum/", forum.category_list),
    path("forum/cari/", forum.search),
    path("forum/<int:pk>/", forum.category_detail),
    path("forum/topik/<int:pk>/", forum.topic_detail),
    path("forum/topik/<int:pk>/balas/", forum.post_create),
]
