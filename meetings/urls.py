"""Addresses of the meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("agenda/", views.meeting_list, name="meeting_list"),
    path("agenda/baru/", views.meeting_create, name="meeting_create"),
    path("proyek/<int:pk>/rapat/baru/", views.project_meeting_create, name="project_meeting_create"),
    path("agenda/tamu/<str:token>/", views.guest_answer, name="guest_answer"),
    path("agenda/<int:pk>-<slug:slug>/", views.meeting_detail, name="meeting_detail"),
    path("agenda/<int:pk>-<slug:slug>/rapat.ics", views.meeting_file, name="meeting_file"),
    path("agenda/<int:pk>/", views.meeting_detail, {"slug": ""}, name="meeting_short"),
    path("agenda/<int:pk>/hadir/", views.invitee_answer, name="invitee_answer"),
    path("agenda/<int:pk>/ubah/", views.meeting_move, name="meeting_move"),
    path("agenda/<int:pk>/batalkan/", views.meeting_cancel, name="meeting_cancel"),
    path("agenda/<int:pk>/notulen/", views.minutes_publish, name="minutes_publish"),
    path("agenda/<int:pk>/pencatat/", views.minute_taker_set, name="minute_taker_set"),
    path("agenda/<int:pk>/acara/", views.item_list, name="item_list"),
    path("agenda/<int:pk>/acara/tambah/", views.item_create, name="item_create"),
    path("agenda/<int:pk>/acara/usul/", views.item_propose, name="item_propose"),
    path("agenda/<int:pk>/acara/<int:child_pk>/ubah/", views.item_edit, name="item_edit"),
    path("agenda/<int:pk>/acara/<int:child_pk>/geser/", views.item_shift, name="item_shift"),
    path("agenda/<int:pk>/acara/<int:child_pk>/hapus/", views.item_remove, name="item_remove"),
    path("agenda/<int:pk>/acara/<int:child_pk>/ambil/", views.item_take, name="item_take"),
    path("agenda/<int:pk>/acara/<int:child_pk>/tolak/", views.item_decline, name="item_decline"),
    path("agenda/<int:pk>/presensi/", views.attendance_list, name="attendance_list"),
    path("agenda/<int:pk>/presensi/layar/", views.attendance_now, name="attendance_now"),
    path("agenda/<int:pk>/presensi/tambah/", views.attendance_add, name="attendance_add"),
    path("agenda/<int:pk>/presensi/tulis/", views.attendance_walk_in, name="attendance_walk_in"),
    path("agenda/<int:pk>/presensi/lembar.pdf", views.attendance_sheet, name="attendance_sheet"),
    path("agenda/<int:pk>/presensi/unduh/", views.attendance_export, name="attendance_export"),
    path("agenda/<int:pk>/presensi/<int:child_pk>/hapus/", views.attendance_undo, name="attendance_undo"),
    path("h/", views.check_in_code, name="check_in_code"),
    path("h/<str:token>/", views.check_in, name="check_in"),
    path("agenda/<int:pk>/undangan/", views.invitee_list, name="invitee_list"),
    path("agenda/<int:pk>/undangan/tambah/", views.invitee_create, name="invitee_create"),
    path("agenda/<int:pk>/undangan/<int:child_pk>/cabut/", views.invitee_remove, name="invitee_remove"),
]
