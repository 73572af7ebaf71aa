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
    path("agenda/<int:pk>/notulen/", views.minutes_edit, name="minutes_edit"),
    path("agenda/<int:pk>/notulen/umum/", views.general_edit, name="general_edit"),
    path("agenda/<int:pk>/notulen/keputusan/", views.decision_create, name="decision_create"),
    path("agenda/<int:pk>/notulen/keputusan/hapus/", views.decision_drop, name="decision_drop"),
    path("agenda/<int:pk>/notulen/edarkan/", views.minutes_circulate, name="minutes_circulate"),
    path("agenda/<int:pk>/notulen/setujui/", views.minutes_approve, name="minutes_approve"),
    path("agenda/<int:pk>/notulen/keberatan/", views.minutes_object, name="minutes_object"),
    path("agenda/<int:pk>/notulen/berita-acara.pdf", views.minutes_sheet, name="minutes_sheet"),
    path("agenda/<int:pk>/notulen/<int:child_pk>/", views.part_edit, name="part_edit"),
    path("agenda/<int:pk>/notulen/<int:child_pk>/selesai/", views.item_finish, name="item_finish"),
    path("agenda/<int:pk>/notulen/<int:child_pk>/tunda/", views.item_defer, name="item_defer"),
    path("agenda/<int:pk>/notulen/<int:child_pk>/keputusan/", views.item_decision_create, name="item_decision_create"),
    path("agenda/<int:pk>/notulen/<int:child_pk>/tindak-lanjut/", views.follow_up_create, name="follow_up_create"),
    path("agenda/<int:pk>/bawa/", views.items_hand_on, name="items_hand_on"),
    path("agenda/statistik/", views.meeting_statistics, name="meeting_statistics"),
    path("keputusan/", views.decision_list, name="decision_list"),
    path("keputusan/unduh/", views.decision_export, name="decision_export"),
    path("keputusan/<int:pk>-<slug:slug>/", views.decision_detail, name="decision_detail"),
    path("keputusan/<int:pk>/lembar/", views.decision_sheet, name="decision_sheet"),
    path("agenda/<int:pk>/undangan/", views.invitee_list, name="invitee_list"),
    path("agenda/<int:pk>/undangan/tambah/", views.invitee_create, name="invitee_create"),
    path("agenda/<int:pk>/undangan/<int:child_pk>/cabut/", views.invitee_remove, name="invitee_remove"),
]
