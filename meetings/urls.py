"""Addresses of the meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("agenda/", views.meeting_list, name="meeting_list"),
    path("agenda/kalender.ics", views.public_feed, name="public_feed"),
    path("agenda/langganan/", views.feed_detail, name="feed_detail"),
    path("agenda/langganan/buat/", views.feed_make, name="feed_make"),
    path("agenda/langganan/isi/", views.feed_change, name="feed_change"),
    path("agenda/langganan/cabut/", views.feed_end, name="feed_end"),
    path("agenda/langganan/<str:token>.ics", views.own_feed, name="own_feed"),
    path("agenda/baru/", views.meeting_create, name="meeting_create"),
    path("proyek/<int:pk>/rapat/baru/", views.project_meeting_create, name="project_meeting_create"),
    path("agenda/tamu/<str:token>/", views.guest_answer, name="guest_answer"),
    path("agenda/<int:pk>-<slug:slug>/", views.meeting_detail, name="meeting_detail"),
    path("agenda/<int:pk>-<slug:slug>/rapat.ics", views.meeting_file, name="meeting_file"),
    path("agenda/<int:pk>/", views.meeting_detail, {"slug": ""}, name="meeting_short"),
    path("agenda/<int:pk>/hadir/", views.invitee_answer, name="invitee_answer"),
    path("agenda/<int:pk>/ubah/", views.meeting_move, name="meeting_move"),
    path("agenda/<int:pk>/pengingat/", views.meeting_reminders, name="meeting_reminders"),
    path("agenda/<int:pk>/batalkan/", views.meeting_cancel, name="meeting_cancel"),
    path("agenda/<int:pk>/notulen/", views.minutes_publish, name="minutes_publish"),
    path("agenda/<int:pk>/undangan/", views.invitee_list, name="invitee_list"),
    path("agenda/<int:pk>/undangan/tambah/", views.invitee_create, name="invitee_create"),
    path("agenda/<int:pk>/undangan/<int:child_pk>/cabut/", views.invitee_remove, name="invitee_remove"),
]
