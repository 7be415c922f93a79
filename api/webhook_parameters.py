"""The settings of webhooks that an administrator may change."""

from django.utils.translation import gettext_lazy as _

from records import parameters

OWN_HOSTS = "api.webhook_own_hosts"
PLAIN = "api.webhook_plain"
MOST_FAILURES = "api.webhook_failures"
KEPT_DAYS = "api.webhook_kept_days"


def declare() -> None:
    parameters.declare(
        parameters.Declaration(
            OWN_HOSTS,
            _("Hosts of the house that webhooks may reach"),
            "list",
            [],
            help=_("Names or addresses, as erp.example.cn; all others must lie in the open net."),
            most=50,
        ),
        parameters.Declaration(
            PLAIN,
            _("Webhooks without encryption"),
            "flag",
            False,
            help=_("Lets a web address begin with http://. For receivers in one's own network."),
        ),
        parameters.Declaration(
            MOST_FAILURES,
            _("Failures in a row that stop a webhook"),
            "integer",
            20,
            least=3,
            most=1000,
        ),
        parameters.Declaration(
            KEPT_DAYS,
            _("How long deliveries of webhooks are kept"),
            "integer",
            90,
            least=1,
            most=3650,
            unit=_("days"),
        ),
    )
