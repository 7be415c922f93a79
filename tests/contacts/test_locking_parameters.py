"""How long a customer is locked and how often an assignment is put off is what administrators say."""

from datetime import timedelta

import pytest

from contacts.services.lock import lock_customer
from core import clock
from core.errors import DomainError
from records import parameters
from tests import factories


def test_a_lock_lasts_as_long_as_the_parameter_lets_it(cast):
    customer = factories.make_customer(owner=cast.rep)
    until = clock.now() + timedelta(days=20)
    parameters.set_value("contacts.lock_days", 10, by=cast.admin)
    with pytest.raises(DomainError) as refused:
        lock_customer(customer, until=until, by=cast.manager)
    assert "10" in str(refused.value)
    parameters.reset("contacts.lock_days", by=cast.admin)
    assert lock_customer(customer, until=until, by=cast.manager).locked_until == until
