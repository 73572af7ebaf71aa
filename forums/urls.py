"""Addresses of the forum."""

from django.urls import path

from forums import views

app_name = "forums"
urlpatterns = [
    path("forum/", views.category_list, name="category_list"),
    path("forum/cari/", views.forum_search, name="forum_search"),
    path("forum/baru/", views.topic_create, name="topic_create"),
    path("forum/pertanyaan/", views.question_list, name="question_list"),
    path("forum/laporan/", views.report_list, name="report_list"),
    path("forum/laporan/<int:pk>/", views.report_detail, name="report_detail"),
    path("forum/ditahan/<int:pk>/", views.held_detail, name="held_detail"),
    path("forum/ditahan/<int:pk>/tampilkan/", views.held_release, name="held_release"),
    path("forum/ditahan/<int:pk>/tolak/", views.held_refuse, name="held_refuse"),
    path("forum/ditahan/<int:pk>/foto/<str:key>/", views.held_photo, name="held_photo"),
    path("forum/kategori/baru/", views.category_create, name="category_create"),
    path("forum/<int:pk>-<slug:slug>/", views.category_detail, name="category_detail"),
    path("forum/<int:pk>/ubah/", views.category_edit, name="category_edit"),
    path("forum/topik/<int:pk>-<slug:slug>/", views.topic_detail, name="topic_detail"),
    path("forum/topik/<int:pk>/", views.topic_detail, {"slug": ""}, name="topic_short"),
    path("forum/topik/<int:pk>/balas/", views.post_create, name="post_create"),
    path("forum/topik/<int:pk>/tutup/", views.topic_close, name="topic_close"),
    path("forum/topik/<int:pk>/buka/", views.topic_reopen, name="topic_reopen"),
    path("forum/topik/<int:pk>/jawab/", views.question_answer, name="question_answer"),
    path("forum/topik/<int:pk>/belum-terjawab/", views.question_reopen, name="question_reopen"),
    path("forum/topik/<int:pk>/bukan-jawaban/", views.answer_unmark, name="answer_unmark"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/jawaban/", views.answer_mark, name="answer_mark"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/sembunyikan/", views.post_hide, name="post_hide"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/tampilkan/", views.post_show, name="post_show"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/laporkan/", views.post_report, name="post_report"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/ubah/", views.post_edit, name="post_edit"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/hapus/", views.post_delete, name="post_delete"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/kembalikan/", views.post_restore, name="post_restore"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/riwayat/", views.version_list, name="version_list"),
    path("forum/topik/<int:pk>/kiriman/<int:child_pk>/bermanfaat/", views.reaction_list, name="reaction_list"),
    path("forum/topik/<int:pk>/bermanfaat/", views.post_useful, name="post_useful"),
    path("forum/kiriman/<int:pk>/", views.post_short, name="post_short"),
    path("forum/baru/pratinjau/", views.topic_preview, name="topic_preview"),
    path("forum/baru/mirip/", views.topic_similar, name="topic_similar"),
    path("forum/topik/<int:pk>/balas/pratinjau/", views.post_preview, name="post_preview"),
    path(
        "forum/topik/<int:pk>/kiriman/<int:child_pk>/ubah/pratinjau/", views.post_edit_preview, name="post_edit_preview"
    ),
    path("forum/sebut/", views.mention_list, name="mention_list"),
    path("forum/templat/<int:pk>/", views.template_list, name="template_list"),
    path("forum/templat/<int:pk>/baru/", views.template_create, name="template_create"),
    path("forum/templat/<int:pk>/isi/<int:child_pk>/ubah/", views.template_edit, name="template_edit"),
    path("forum/templat/<int:pk>/isi/<int:child_pk>/hapus/", views.template_remove, name="template_remove"),
]
