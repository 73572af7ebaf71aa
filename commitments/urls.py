"""Addresses of the promise ledger."""

from django.urls import path

from commitments import views

app_name = "commitments"
urlpatterns = [
    path("komitmen/", views.commitment_list, name="commitment_list"),
    path("komitmen/<int:pk>/", views.commitment_detail, name="commitment_detail"),
    path("komitmen/<int:pk>/tepati/", views.commitment_keep, name="commitment_keep"),
    path("komitmen/<int:pk>/tenggat/", views.commitment_move, name="commitment_move"),
    path("komitmen/<int:pk>/tarik/", views.commitment_withdraw, name="commitment_withdraw"),
]
