"""What other apps may want to know of customers, sent after commit."""

from django.dispatch import Signal

# customer, before (user or None), after (user or None), pool (or None), by
owner_changed = Signal()
