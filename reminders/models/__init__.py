from .notice import Notice
from .notification import Notification

__all__ = ["Notice", "Notification"]
