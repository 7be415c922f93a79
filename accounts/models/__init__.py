from .department import Department, Post, TitleLevel
from .employee import Employee, EmployeeDeptHistory, Leave
from .role import FieldPolicy, Grant, Role, UserRole
from .sign_in import ApiToken, LoginLog, UnmaskLog, UserSession
from .user import User

__all__ = [
    "ApiToken",
    "Department",
    "Employee",
    "EmployeeDeptHistory",
    "FieldPolicy",
    "Grant",
    "Leave",
    "LoginLog",
    "Post",
    "Role",
    "TitleLevel",
    "UnmaskLog",
    "User",
    "UserRole",
    "UserSession",
]
