"""Addresses of the registry."""

from django.urls import path

from stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    path("direktori/", views.organisation_list, name="organisation_list"),
    path("direktori/daftar/", views.organisation_create, name="organisation_create"),
    path("direktori/daftar/keterangan/", views.organisation_describe, name="organisation_describe"),
    path("direktori/jenis/", views.kind_list, name="kind_list"),
    path("direktori/jenis/baru/", views.kind_create, name="kind_create"),
    path("direktori/jenis/<int:pk>/ubah/", views.kind_edit, name="kind_edit"),
    path("direktori/jenis/<int:pk>/aktif/", views.kind_switch, name="kind_switch"),
    path("direktori/pengurus/", views.office_list, name="office_list"),
    path("direktori/pengurus/baru/", views.office_create, name="office_create"),
    path("direktori/pengurus/<int:pk>/ubah/", views.office_edit, name="office_edit"),
    path("direktori/<int:pk>-<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("direktori/<int:pk>/", views.organisation_detail, {"slug": ""}, name="organisation_short"),
    path("direktori/<int:pk>/ubah/", views.organisation_edit, name="organisation_edit"),
    path("direktori/<int:pk>/logo/", views.logo_edit, name="logo_edit"),
    path("direktori/<int:pk>/logo/hapus/", views.logo_remove, name="logo_remove"),
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
