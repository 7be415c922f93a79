"""Which moves of an opportunity are allowed; what is not listed is refused."""

from typing import Any

from django.utils.translation import gettext as _

from contacts.states import require_move
from core.errors import DomainError
from core.joining import listed

from .models import Opportunity, Stage

OPEN = Opportunity.Status.OPEN
WON = Opportunity.Status.WON
LOST = Opportunity.Status.LOST
SHELVED = Opportunity.Status.SHELVED
INVALID = Opportunity.Status.INVALID

# A lost one is opened again by a manager only; what was won or was never real stays so.
OPPORTUNITY: dict[str, frozenset[str]] = {
    OPEN: frozenset({WON, LOST, SHELVED, INVALID}),
    SHELVED: frozenset({OPEN}),
    LOST: frozenset({OPEN}),
    WON: frozenset(),
    INVALID: frozenset(),
}
ENDED = frozenset({WON, LOST, INVALID})


def require_status(now: str, to: str) -> None:
    require_move(OPPORTUNITY, now, to, dict(Opportunity.Status.choices))


def require_stage(opportunity: Opportunity, to: Stage, stages: list[Stage], reason: str) -> None:
    """Forward to any later stage but the won one; back only with a reason; never into another pipeline's."""
    if opportunity.status != OPEN:
        raise DomainError(
            _("Only an opportunity in progress goes from stage to stage; this one is: %(state)s.")
            % {"state": opportunity.get_status_display()},
            code="forbidden_move",
            field="stage",
        )
    allowed = [stage for stage in stages if not stage.is_final and stage.pk != opportunity.stage_id]
    if to.pk == opportunity.stage_id:
        raise DomainError(
            _("It is in the stage “%(stage)s” already.") % {"stage": to}, "forbidden_move", "stage"
        )
    if to.is_final and to.pipeline_id == opportunity.pipeline_id:
        raise DomainError(
            _("“%(stage)s” is reached by winning only: name the contract or the order.") % {"stage": to},
            code="win_first",
            field="stage",
        )
    if to.pk not in {stage.pk for stage in allowed}:
        raise DomainError(
            _("From “%(now)s” it goes on only to: %(allowed)s.")
            % {"now": opportunity.stage, "allowed": listed(allowed)},
            code="forbidden_move",
            field="stage",
        )
    if is_back(opportunity.stage, to) and not reason.strip():
        raise DomainError(_("Say why it goes back to “%(stage)s”.") % {"stage": to}, "required", "reason")


def is_back(now: Stage, to: Stage) -> bool:
    return (to.sort, to.pk) < (now.sort, now.pk)


def next_states(opportunity: Opportunity) -> frozenset[Any]:
    return OPPORTUNITY[opportunity.status]
