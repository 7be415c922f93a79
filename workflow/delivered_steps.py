"""The steps that delivered processes share: who is asked, and for how long."""

from . import drawing as d
from .structure import Step

EIGHT_HOURS = {"timeout_hours": 8, "timeout_action": "escalate"}
ONCE_IN_A_ROW = {"repeated": "consecutive"}


def manager(of: str = "owner") -> Step:
    return d.approve("manager", "业务部经理", d.head(of), **EIGHT_HOURS)


def business_office() -> Step:
    return d.approve("business-office", "业务管理部", d.head_of("business"), **EIGHT_HOURS)


def finance(name: str = "财务部") -> Step:
    return d.approve("finance", name, d.head_of("finance"), **EIGHT_HOURS)


def vice_president(name: str = "分管副总") -> Step:
    return d.approve("vice-president", name, d.head_of("business", up=1), **EIGHT_HOURS)


def president() -> Step:
    return d.approve("president", "总经理", d.head_of("business", up=2), **EIGHT_HOURS)
