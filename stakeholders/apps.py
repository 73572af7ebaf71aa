from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "stakeholders"

    def ready(self) -> None:
        from commons import contributions
        from stakeholders.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
