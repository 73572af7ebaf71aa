"""Addresses of the forum."""

from django.urls import path

from forums import views

app_name = "forums"
urlpatterns = [
    path("forum/", views.category_list, name="category_list"),
    path("forum/baru/", views.topic_create, name="topic_create"),
    path("forum/kategori/baru/", views.category_create, name="category_create"),
    path("forum/<int:pk>-<slug:slug>/", views.category_detail, name="category_detail"),
    path("forum/<int:pk>/ubah/", views.category_edit, name="category_edit"),
    path("forum/topik/<int:pk>-<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("forum/topik/<int:pk>/", views.topic_detail, {"slug": ""}, name="topic_short"),
    path("forum/topik/<int:pk>/balas/", views.post_create, name="post_create"),
    path("forum/topik/<int:pk>/tutup/", views.topic_close, name="topic_close"),
    path("forum/topik/<int:pk>/buka/", views.topic_reopen, name="topic_reopen"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/sembunyikan/", views.post_hide, name="post_hide"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/tampilkan/", views.post_show, name="post_show"),
]
