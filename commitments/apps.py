from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "commitments"

    def ready(self) -> None:
        from commitments.contributions import CONTRIBUTIONS
        from commons import contributions

        contributions.add(*CONTRIBUTIONS)
