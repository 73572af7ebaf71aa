"""Addresses of the registry."""

from django.urls import path

from stakeholders import views
from stakeholders.views import agreements, capabilities, engagements

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
    path("direktori/perjanjian/", agreements.agreement_list, name="agreement_list"),
    path("direktori/perjanjian/baru/", agreements.agreement_create, name="agreement_create"),
    path("direktori/perjanjian/<int:pk>-<slug:slug>/", agreements.agreement_detail, name="agreement_detail"),
    path("direktori/perjanjian/<int:pk>/ubah/", agreements.agreement_edit, name="agreement_edit"),
    path("direktori/perjanjian/<int:pk>/akhiri/", agreements.agreement_end, name="agreement_end"),
    path("direktori/belum-dihubungi/", engagements.silent_list, name="silent_list"),
    path("direktori/<int:pk>/kemampuan/", capabilities.capability_list, name="capability_list"),
    path("direktori/<int:pk>/kemampuan/tambah/", capabilities.capability_create, name="capability_create"),
    path("direktori/<int:pk>/kemampuan/<int:child_pk>/ubah/", capabilities.capability_edit, name="capability_edit"),
    path(
        "direktori/<int:pk>/kemampuan/<int:child_pk>/tawarkan/", capabilities.capability_offer, name="capability_offer"
    ),
    path("direktori/<int:pk>/catatan/", engagements.engagement_list, name="engagement_list"),
    path("direktori/<int:pk>/catatan/tulis/", engagements.engagement_create, name="engagement_create"),
    path("direktori/<int:pk>/catatan/<int:child_pk>/ubah/", engagements.engagement_edit, name="engagement_edit"),
    path("direktori/<int:pk>/catatan/<int:child_pk>/tambah/", engagements.engagement_add, name="engagement_add"),
    path("direktori/<int:pk>/catatan/<int:child_pk>/selesai/", engagements.engagement_tick, name="engagement_tick"),
    path("direktori/<int:pk>-<slug:slug>/", views.organisation_detail, name="organisation_detail"),
    path("direktori/<int:pk>/", views.organisation_detail, {"slug": ""}, name="organisation_short"),
    path("direktori/<int:pk>/kontak.vcf", views.organisation_vcard, name="organisation_vcard"),
    path("direktori/<int:pk>/ubah/", views.organisation_edit, name="organisation_edit"),
    path("direktori/<int:pk>/verifikasi/", views.organisation_verify, name="organisation_verify"),
    path("direktori/<int:pk>/kembalikan/", views.organisation_return, name="organisation_return"),
    path("direktori/<int:pk>/ikuti/", views.organisation_follow, name="organisation_follow"),
    path("direktori/<int:pk>/bekukan/", views.organisation_suspend, name="organisation_suspend"),
    path("direktori/<int:pk>/pulihkan/", views.organisation_reinstate, name="organisation_reinstate"),
    path("direktori/<int:pk>/arsipkan/", views.organisation_archive, name="organisation_archive"),
    path("direktori/<int:pk>/keluarkan-dari-arsip/", views.organisation_unarchive, name="organisation_unarchive"),
    path("direktori/<int:pk>/anggota/", views.membership_list, name="membership_list"),
    path("direktori/<int:pk>/anggota/undang/", views.invitation_create, name="invitation_create"),
    path("direktori/<int:pk>/anggota/<int:child_pk>/lepas/", views.membership_end, name="membership_end"),
    path("direktori/<int:pk>/anggota/<int:child_pk>/peran/", views.membership_role, name="membership_role"),
    path("direktori/<int:pk>/anggota/riwayat/", views.role_history, name="role_history"),
    path("direktori/<int:pk>/undangan/<int:child_pk>/batalkan/", views.invitation_revoke, name="invitation_revoke"),
    path("direktori/<int:pk>/undangan/<int:child_pk>/kirim-ulang/", views.invitation_resend, name="invitation_resend"),
    path("direktori/<int:pk>/bergabung/", views.join_ask, name="join_ask"),
    path("direktori/<int:pk>/bergabung/<int:child_pk>/tarik/", views.join_withdraw, name="join_withdraw"),
    path("direktori/<int:pk>/bergabung/<int:child_pk>/jawab/", views.join_answer, name="join_answer"),
    path("akun/domisili/", views.residency_detail, name="residency_detail"),
    path("domisili/", views.residency_list, name="residency_list"),
    path("domisili/<int:pk>/jawab/", views.residency_answer, name="residency_answer"),
    path("domisili/<int:pk>/akhiri/", views.residency_end, name="residency_end"),
    path("undangan/<int:pk>/jawab/", views.invitation_answer, name="invitation_answer"),
    path("undangan/<str:token>/", views.invitation_accept, name="invitation_accept"),
]
