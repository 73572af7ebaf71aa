"""The accounts' own pages; the doors, with allauth's names, are in `accounts.doors`."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("akun/", views.account_detail, name="account_detail"),
    path("akun/profil/", views.profile_edit, name="profile_edit"),
    path("akun/privasi/", views.privacy_edit, name="privacy_edit"),
    path("akun/privasi/setuju/", views.consent_give, name="consent_give"),
    path("akun/privasi/tarik/", views.consent_withdraw, name="consent_withdraw"),
    path("akun/privasi/unduh/", views.data_copy, name="data_copy"),
    path("akun/hapus/", views.account_leave, name="account_leave"),
    path("akun/hapus/batal/", views.account_stay, name="account_stay"),
    path("akun/keamanan/perangkat/<int:pk>/keluarkan/", views.device_end, name="device_end"),
    path("akun/ulangi-masuk/kode/", views.proof_code, name="proof_code"),
    path("akun/cara-masuk/", views.way_in, name="way_in"),
    path("masuk/ponsel/", views.slip_sign_in, name="slip_sign_in"),
    path("loket/", views.assisted_list, name="assisted_list"),
    path("loket/buka/", views.assisted_open, name="assisted_open"),
    path("loket/<int:pk>/", views.assisted_detail, name="assisted_detail"),
    path("loket/<int:pk>/slip/", views.slip_make, name="slip_make"),
    path("orang/<slug:handle>/", views.person_detail, name="person_detail"),
]
