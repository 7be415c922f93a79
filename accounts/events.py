"""What happens to people and that upper apps may want to follow; sent on commit."""

from django.dispatch import Signal

employee_moved = Signal()  # employee, before (department or None), after, on
employee_left = Signal()  # employee, on
