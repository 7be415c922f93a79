"""The delivered roles and what they may do with people, rights, logs and settings.

Each app adds the grants on its own records through `accounts.sources.add_role_grants`; this file names the
roles and gives what concerns accounts and the system. Names are data in Chinese; descriptions are English.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DeliveredRole:
    code: str
    name: str
    description: str
    is_separate: bool = False


ROLES = (
    DeliveredRole("rep", "业务员", "Sells to his own customers and works in account teams."),
    DeliveredRole("sm", "业务部经理", "Leads a sales department and those below it."),
    DeliveredRole("rm", "区域经理", "Leads the business of a region (RRM)."),
    DeliveredRole("ag", "客服坐席", "Answers customers' calls and cases."),
    DeliveredRole("am", "客服主管", "Leads the customer service centre."),
    DeliveredRole("fin", "财务", "Receipts, invoices, credit and statements."),
    DeliveredRole("mkt", "市场专员", "Market information, leads and campaigns."),
    DeliveredRole("exe", "高管", "Reads everything and approves at the top."),
    DeliveredRole("hr", "绩效管理员", "Runs the performance scheme; sets titles and coefficients."),
    DeliveredRole("sys", "系统管理员", "Users and parameters; no business data.", is_separate=True),
    DeliveredRole("sec", "安全管理员", "Roles, grants, field policies; no business data.", is_separate=True),
    DeliveredRole("aud", "审计员", "Reads all logs; changes nothing.", is_separate=True),
    DeliveredRole("proc", "流程管理员", "Defines and publishes processes."),
    DeliveredRole("dlr", "外部经销商", "An outside dealer: only what is shared with or assigned to him."),
    DeliveredRole("cus", "客户门户", "A customer's user of the portal."),
)

STAFF = ("rep", "sm", "rm", "ag", "am", "fin", "mkt", "exe", "hr", "sys", "sec", "aud", "proc")
OWN_LOGS = {"accounts.view_loginlog": "self", "system.view_operationlog": "self"}
DEPARTMENT_LOGS = {"accounts.view_loginlog": "below", "system.view_operationlog": "below"}
ALL_LOGS = {"accounts.view_loginlog": "all", "system.view_operationlog": "all"}
EXPORT_LOGS = {"accounts.export_loginlog": "all", "system.export_operationlog": "all"}
ADDRESS_BOOK = {"accounts.view_employee": "all", "accounts.view_department": "all"}


def _all(app: str, models: str, actions: str = "view add change delete") -> dict[str, str]:
    return {f"{app}.{action}_{model}": "all" for model in models.split() for action in actions.split()}


PEOPLE = {
    **_all("accounts", "employee", "view add change export import disable authorise reset_password rate"),
    **_all("accounts", "department", "view add change export"),
    **_all("accounts", "post titlelevel leave"),
    **_all("accounts", "user", "view"),
}
SEES_RIGHTS = {**_all("accounts", "role grant fieldpolicy user userrole", "view"), "system.view_rights": "all"}
RIGHTS = {
    **_all("accounts", "role grant fieldpolicy"),
    **_all("accounts", "employee", "authorise"),
    **_all("accounts", "user userrole", "view"),
    "system.view_rights": "all",
}
SETTINGS = {
    **_all("records", "dictionary dictionaryitem parameter", "view add change delete"),
    **_all("records", "numberrule", "view add change"),
    **_all("core", "workcalendarday workshift festival"),
    **_all("core", "job jobrun outboxitem", "view change"),
    **_all("django_celery_beat", "periodictask intervalschedule crontabschedule"),
    **_all("contacts", "relationtype"),
    **_all("accounts", "apitoken", "view change"),
    "axes.view_accessattempt": "all",
}

GRANTS: dict[str, dict[str, str]] = {
    **{code: {**ADDRESS_BOOK, **OWN_LOGS} for code in ("rep", "rm", "ag", "fin", "mkt", "proc")},
    "sm": {**ADDRESS_BOOK, **DEPARTMENT_LOGS},
    "am": {**ADDRESS_BOOK, **DEPARTMENT_LOGS},
    "exe": {**ADDRESS_BOOK, **ALL_LOGS, **EXPORT_LOGS},
    "hr": {
        **ADDRESS_BOOK,
        **OWN_LOGS,
        "accounts.rate_employee": "all",
        "accounts.view_titlelevel": "all",
        "accounts.view_post": "all",
        **_all("accounts", "leave"),
    },
    "sys": {
        **ADDRESS_BOOK,
        **PEOPLE,
        **SEES_RIGHTS,
        **SETTINGS,
        **ALL_LOGS,
        "accounts.access_admin": "all",
    },
    "sec": {**ADDRESS_BOOK, **RIGHTS, **ALL_LOGS, "accounts.access_admin": "all"},
    "aud": {
        **ADDRESS_BOOK,
        **ALL_LOGS,
        **EXPORT_LOGS,
        **SEES_RIGHTS,
        **_all("accounts", "unmasklog apitoken", "view"),
        "records.view_exporttask": "all",
        "accounts.access_admin": "all",
    },
    "dlr": dict(OWN_LOGS),
    "cus": {"accounts.view_loginlog": "self"},
}
