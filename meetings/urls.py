"""Addresses of the meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("agenda/", views.meeting_list, name="meeting_list"),
    path("agenda/baru/", views.meeting_create, name="meeting_create"),
    path("proyek/<int:pk>/rapat/baru/", views.project_meeting_create, name="project_meeting_create"),
    path("agenda/tamu/<str:token>/", views.guest_answer, name="guest_answer"),
    path("agenda/seri/<int:pk>/", views.series_detail, name="series_detail"),
    path("agenda/seri/<int:pk>/seri.ics", views.series_file, name="series_file"),
    path("agenda/seri/<int:pk>/hadir/", views.series_answer, name="series_answer"),
    path("agenda/seri/<int:pk>/undangan/", views.series_invitee_list, name="series_invitee_list"),
    path("agenda/seri/<int:pk>/undangan/tambah/", views.series_invitee_create, name="series_invitee_create"),
    path(
        "agenda/seri/<int:pk>/undangan/<int:child_pk>/cabut/",
        views.series_invitee_remove,
        name="series_invitee_remove",
    ),
    path("agenda/<int:pk>-<slug:slug>/", views.meeting_detail, name="meeting_detail"),
    path("agenda/<int:pk>-<slug:slug>/rapat.ics", views.meeting_file, name="meeting_file"),
    path("agenda/<int:pk>/", views.meeting_detail, {"slug": ""}, name="meeting_short"),
    path("agenda/<int:pk>/hadir/", views.invitee_answer, name="invitee_answer"),
    path("agenda/<int:pk>/ubah/", views.meeting_move, name="meeting_move"),
    path("agenda/<int:pk>/ubah/seterusnya/", views.meeting_move_following, name="meeting_move_following"),
    path("agenda/<int:pk>/batalkan/", views.meeting_cancel, name="meeting_cancel"),
    path("agenda/<int:pk>/batalkan/seterusnya/", views.meeting_cancel_following, name="meeting_cancel_following"),
    path("agenda/<int:pk>/notulen/", views.minutes_publish, name="minutes_publish"),
    path("agenda/<int:pk>/undangan/", views.invitee_list, name="invitee_list"),
    path("agenda/<int:pk>/undangan/tambah/", views.invitee_create, name="invitee_create"),
    path("agenda/<int:pk>/undangan/<int:child_pk>/cabut/", views.invitee_remove, name="invitee_remove"),
]
