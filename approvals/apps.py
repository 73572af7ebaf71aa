from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "approvals"

    def ready(self) -> None:
        from approvals.contributions import CONTRIBUTIONS
        from commons import contributions

        contributions.add(*CONTRIBUTIONS)
