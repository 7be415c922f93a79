from .notice import Notice
from .notification import Notification
from .task import Task

__all__ = ["Notice", "Notification", "Task"]
