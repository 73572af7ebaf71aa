"""Addresses of the registry."""

from django.urls import path

from stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    path("direktori/", views.organisation_list, name="organisation_list"),
    path("direktori/rw/", views.organisation_matrix, name="organisation_matrix"),
    path("direktori/unduh/", views.directory_export, name="directory_export"),
    path("direktori/impor/", views.import_create, name="import_create"),
    path("direktori/impor/templat/", views.import_template, name="import_template"),
    path("direktori/impor/<int:pk>/", views.import_detail, name="import_detail"),
    path("direktori/impor/<int:pk>/terapkan/", views.import_apply, name="import_apply"),
    path("direktori/impor/<int:pk>/urungkan/", views.import_undo, name="import_undo"),
    path("direktori/daftar/", views.organisation_create, name="organisation_create"),
    path("direktori/<int:pk>-<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("direktori/<int:pk>/", views.organisation_detail, {"slug": ""}, name="organisation_short"),
    path("direktori/<int:pk>/kontak.vcf", views.organisation_vcard, name="organisation_vcard"),
    path("direktori/<int:pk>/ubah/", views.organisation_edit, name="organisation_edit"),
    path("direktori/<int:pk>/verifikasi/", views.organisation_verify, name="organisation_verify"),
    path("direktori/<int:pk>/kembalikan/", views.organisation_return, name="organisation_return"),
    path("direktori/<int:pk>/ikuti/", views.organisation_follow, name="organisation_follow"),
    path("direktori/<int:pk>/bekukan/", views.organisation_suspend, name="organisation_suspend"),
    path("direktori/<int:pk>/pulihkan/", views.organisation_reinstate, name="organisation_reinstate"),
    path("direktori/<int:pk>/anggota/", views.membership_list, name="membership_list"),
    path("direktori/<int:pk>/anggota/undang/", views.invitation_create, name="invitation_create"),
    path("direktori/<int:pk>/anggota/<int:child_pk>/lepas/", views.membership_end, name="membership_end"),
    path("direktori/<int:pk>/anggota/<int:child_pk>/peran/", views.membership_role, name="membership_role"),
    path("direktori/<int:pk>/undangan/<int:child_pk>/batalkan/", views.invitation_revoke, name="invitation_revoke"),
    path("undangan/<int:pk>/jawab/", views.invitation_answer, name="invitation_answer"),
    path("undangan/<str:token>/", views.invitation_accept, name="invitation_accept"),
]
