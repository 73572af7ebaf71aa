"""Addresses of the projects."""

from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [
    path("proyek/", views.project_list, name="project_list"),
    path("proyek/baru/", views.project_create, name="project_create"),
    path("proyek/<int:pk>-<slug:slug>/", views.project_detail, name="project_detail"),
    path("proyek/<int:pk>/", views.project_detail, {"slug": ""}, name="project_short"),
    path("proyek/<int:pk>/ubah/", views.project_edit, name="project_edit"),
    path("proyek/<int:pk>/ikuti/", views.project_follow, name="project_follow"),
    path("proyek/<int:pk>/tahap/", views.project_stage, name="project_stage"),
    path("proyek/<int:pk>/perbarui/", views.update_create, name="update_create"),
    path("proyek/<int:pk>/kabar/", views.update_list, name="update_list"),
    path("proyek/<int:pk>/kabar/<int:number>/", views.update_detail, name="update_detail"),
    path("proyek/<int:pk>/kabar/<int:number>/terkirim/", views.update_sent, name="update_sent"),
    path("proyek/<int:pk>/koreksi/<int:child_pk>/", views.update_correct, name="update_correct"),
    path("proyek/<int:pk>/kendala/", views.obstacle_list, name="obstacle_list"),
    path("proyek/<int:pk>/kendala/catat/", views.obstacle_create, name="obstacle_create"),
    path("proyek/<int:pk>/kendala/<int:child_pk>/jawab/", views.obstacle_answer, name="obstacle_answer"),
    path("proyek/<int:pk>/kendala/<int:child_pk>/selesai/", views.obstacle_resolve, name="obstacle_resolve"),
    path("proyek/<int:pk>/tonggak/", views.milestone_list, name="milestone_list"),
    path("proyek/<int:pk>/tonggak/tambah/", views.milestone_create, name="milestone_create"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/ubah/", views.milestone_edit, name="milestone_edit"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/capai/", views.milestone_tick, name="milestone_tick"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/hapus/", views.milestone_remove, name="milestone_remove"),
    path("proyek/<int:pk>/tim/", views.team_list, name="team_list"),
    path("proyek/<int:pk>/tim/undang/", views.partner_invite, name="partner_invite"),
    path("proyek/<int:pk>/mitra/<int:child_pk>/jawab/", views.partnership_answer, name="partnership_answer"),
    path("proyek/<int:pk>/mitra/<int:child_pk>/akhiri/", views.partnership_end, name="partnership_end"),
]
