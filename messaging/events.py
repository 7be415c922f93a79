"""What upper apps may want to know of mail, sent after commit."""

from django.dispatch import Signal

# message. Sent again, up to five times, where a receiver fails: receivers bear being told twice.
mail_arrived = Signal()
