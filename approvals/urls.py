"""Addresses of the approvals."""

from django.urls import path

from approvals import views

app_name = "approvals"
urlpatterns = [
    path("persetujuan/", views.approval_list, name="approval_list"),
    path("persetujuan/<int:pk>/", views.approval_detail, name="approval_detail"),
    path("persetujuan/<int:pk>/setujui/", views.approval_grant, name="approval_grant"),
    path("persetujuan/<int:pk>/kembalikan/", views.approval_return, name="approval_return"),
    path("persetujuan/<int:pk>/tolak/", views.approval_refuse, name="approval_refuse"),
    path("persetujuan/<int:pk>/batalkan/", views.approval_undo, name="approval_undo"),
    path("persetujuan/pelaksana/", views.deputy_list, name="deputy_list"),
    path("persetujuan/pelaksana/baru/", views.deputy_create, name="deputy_create"),
    path("persetujuan/pelaksana/<int:pk>/akhiri/", views.deputy_end, name="deputy_end"),
]
