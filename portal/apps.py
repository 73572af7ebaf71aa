from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from commons import contributions
        from portal.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
