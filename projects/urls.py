"""Addresses of the projects."""

from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [
    path("proyek/", views.project_list, name="project_list"),
    path("proyek/baru/", views.project_create, name="project_create"),
    path("proyek/usulkan/", views.project_propose, name="project_propose"),
    path("proyek/usulkan/siapa/", views.proposal_who, name="proposal_who"),
    path("proyek/usulkan/kapan/", views.proposal_when, name="proposal_when"),
    path("proyek/usulkan/periksa/", views.proposal_check, name="proposal_check"),
    path("proyek/usulkan/mirip/", views.proposal_similar, name="proposal_similar"),
    path("proyek/usulan/<int:pk>/", views.proposal_detail, name="proposal_detail"),
    path("proyek/usulan/<int:pk>/kirim-lagi/", views.proposal_resubmit, name="proposal_resubmit"),
    path("proyek/contoh/", views.template_list, name="template_list"),
    path("proyek/contoh/baru/", views.template_create, name="template_create"),
    path("proyek/contoh/<int:pk>/ubah/", views.template_edit, name="template_edit"),
    path("proyek/<int:pk>-<slug:slug>/", views.project_detail, name="project_detail"),
    path("proyek/<int:pk>/", views.project_detail, {"slug": ""}, name="project_short"),
    path("proyek/<int:pk>/ubah/", views.project_edit, name="project_edit"),
    path("proyek/<int:pk>/ikuti/", views.project_follow, name="project_follow"),
    path("proyek/<int:pk>/tahap/", views.project_stage, name="project_stage"),
    path("proyek/<int:pk>/riwayat/", views.stage_history, name="stage_history"),
    path("proyek/<int:pk>/selesai/", views.completion_create, name="completion_create"),
    path("proyek/<int:pk>/selesai/<int:child_pk>/", views.completion_detail, name="completion_detail"),
    path("proyek/<int:pk>/selesai/<int:child_pk>/benar/", views.completion_confirm, name="completion_confirm"),
    path("proyek/<int:pk>/selesai/<int:child_pk>/belum/", views.completion_decline, name="completion_decline"),
    path("proyek/<int:pk>/buka-lagi/", views.project_reopen, name="project_reopen"),
    path("proyek/<int:pk>/arsipkan/", views.project_archive, name="project_archive"),
    path("proyek/<int:pk>/perbarui/", views.update_create, name="update_create"),
    path("proyek/<int:pk>/kabar/", views.update_list, name="update_list"),
    path("proyek/<int:pk>/kabar/<int:number>/", views.update_detail, name="update_detail"),
    path("proyek/<int:pk>/tonggak/", views.milestone_list, name="milestone_list"),
    path("proyek/<int:pk>/tonggak/tambah/", views.milestone_create, name="milestone_create"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/ubah/", views.milestone_edit, name="milestone_edit"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/capai/", views.milestone_tick, name="milestone_tick"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/tugas/", views.task_create, name="task_create"),
    path("proyek/<int:pk>/tonggak/<int:child_pk>/hapus/", views.milestone_remove, name="milestone_remove"),
    path("proyek/<int:pk>/tim/", views.team_list, name="team_list"),
    path("proyek/<int:pk>/tim/undang/", views.partner_invite, name="partner_invite"),
    path("proyek/<int:pk>/mitra/<int:child_pk>/jawab/", views.partnership_answer, name="partnership_answer"),
    path("proyek/<int:pk>/mitra/<int:child_pk>/akhiri/", views.partnership_end, name="partnership_end"),
]
