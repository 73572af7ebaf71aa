"""Addresses of the inbox, its settings, and the links in its mails."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("kotak-masuk/", views.inbox_list, name="inbox_list"),
    path("kotak-masuk/dibaca/", views.inbox_clear, name="inbox_clear"),
    path("kotak-masuk/belum-dibaca/", views.inbox_restore, name="inbox_restore"),
    path("kotak-masuk/<int:pk>/dibaca/", views.group_clear, name="group_clear"),
    path("ikuti/<int:pk>/", views.follow_set, name="follow_set"),
    path("akun/pemberitahuan/", views.preference_edit, name="preference_edit"),
    path("berhenti/<str:token>/", views.subscription_stop, name="subscription_stop"),
]
