"""Addresses of the promise ledger."""

from django.urls import path

from commitments import views

app_name = "commitments"
urlpatterns = [
    path("komitmen/", views.commitment_list, name="commitment_list"),
    path("komitmen/unduh/", views.commitment_export, name="commitment_export"),
    path("komitmen/tenggat.ics", views.due_calendar, name="due_calendar"),
    path("komitmen/<int:pk>/", views.commitment_detail, name="commitment_detail"),
    path("komitmen/<int:pk>/tepati/", views.commitment_keep, name="commitment_keep"),
    path("komitmen/<int:pk>/tenggat/", views.commitment_move, name="commitment_move"),
    path("komitmen/<int:pk>/serahkan/", views.commitment_hand_over, name="commitment_hand_over"),
    path("komitmen/<int:pk>/belum/", views.commitment_undo, name="commitment_undo"),
    path("komitmen/<int:pk>/tarik/", views.commitment_withdraw, name="commitment_withdraw"),
]
