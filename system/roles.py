"""The delivered roles and what they may do with people, rights, logs and settings.

Each app adds the grants on its own records through `accounts.sources.add_role_grants`; this file names the
roles and gives what concerns accounts and the system. Names and descriptions are data in Chinese, which
administrators change.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DeliveredRole:
    code: str
    name: str
    description: str
    is_separate: bool = False


ROLES = (
    DeliveredRole("rep", "业务员", "向自己的客户销售，并参与客户团队。"),
    DeliveredRole("sm", "业务部经理", "领导一个业务部及其下级部门。"),
    DeliveredRole("rm", "区域经理", "领导一个区域的业务（RRM）。"),
    DeliveredRole("ag", "客服坐席", "受理客户的来电和服务请求。"),
    DeliveredRole("am", "客服主管", "领导客户服务中心。"),
    DeliveredRole("fin", "财务", "收款、发票、信用与对账。"),
    DeliveredRole("mkt", "市场专员", "市场信息、线索与活动。"),
    DeliveredRole("exe", "高管", "查看全部，并作最终审批。"),
    DeliveredRole("hr", "绩效管理员", "运行绩效方案，设置职级与系数。"),
    DeliveredRole("sys", "系统管理员", "用户、角色与参数；不接触业务数据。", is_separate=True),
    DeliveredRole("sec", "安全管理员", "角色、授权与字段策略；不接触业务数据。", is_separate=True),
    DeliveredRole("aud", "审计员", "查看全部日志；不作任何修改。", is_separate=True),
    DeliveredRole("proc", "流程管理员", "定义并发布流程。"),
    DeliveredRole("erp", "ERP接口", "供ERP系统的账号使用：上报库存、生产、发运与收款，读取订单。"),
    DeliveredRole("dlr", "外部经销商", "外部经销商：只接触共享或分配给他的内容。"),
    DeliveredRole("cus", "客户门户", "客户方的门户用户。"),
)

STAFF = ("rep", "sm", "rm", "ag", "am", "fin", "mkt", "exe", "hr", "sys", "sec", "aud", "proc")
OWN_LOGS = {"accounts.view_loginlog": "self", "system.view_operationlog": "self"}
DEPARTMENT_LOGS = {
    "accounts.view_loginlog": "below",
    "accounts.export_loginlog": "below",
    "system.view_operationlog": "below",
    "system.export_operationlog": "below",
}
ALL_LOGS = {"accounts.view_loginlog": "all", "system.view_operationlog": "all"}
EXPORT_LOGS = {"accounts.export_loginlog": "all", "system.export_operationlog": "all"}
AUDITS = {**EXPORT_LOGS, "system.audit_operationlog": "all"}  # what was done to records, not only that it was
ADDRESS_BOOK = {"accounts.view_employee": "all", "accounts.view_department": "all"}


def _all(app: str, models: str, actions: str = "view add change delete") -> dict[str, str]:
    return {f"{app}.{action}_{model}": "all" for model in models.split() for action in actions.split()}


PEOPLE = {
    **_all("accounts", "employee", "view add change export import disable authorise reset_password rate"),
    **_all("accounts", "department", "view add change export"),
    **_all("accounts", "post titlelevel leave"),
    **_all("accounts", "user", "view"),
}
SEES_RIGHTS = {
    **_all("accounts", "role grant fieldpolicy user userrole", "view"),
    "system.view_rights": "all",
}
RIGHTS = {
    **_all("accounts", "role grant fieldpolicy"),
    **_all("accounts", "employee", "authorise"),
    **_all("accounts", "user userrole", "view"),
    "system.view_rights": "all",
}
SETTINGS = {
    **_all("records", "dictionary dictionaryitem parameter", "view add change delete"),
    **_all("records", "numberrule", "view add change"),
    **_all("records", "arrangement", "view change"),
    **_all("core", "workcalendarday workshift festival"),
    **_all("core", "job jobrun outboxitem mailserver", "view change"),
    **_all("django_celery_beat", "periodictask intervalschedule crontabschedule"),
    **_all("contacts", "relationtype"),
    **_all("messaging", "mailaccount", "view add change"),
    **_all("messaging", "mailoptout", "view add delete"),
    **_all("sales", "pipeline", "view add change"),
    **_all("sales", "stage"),
    **_all("catalog", "taxrate"),
    **_all("accounts", "apitoken", "view change"),
    "axes.view_accessattempt": "all",
}
DICTIONARIES = {"records.view_dictionary": "all", "records.view_dictionaryitem": "all"}  # what words mean

GRANTS: dict[str, dict[str, str]] = {
    **{code: {**ADDRESS_BOOK, **OWN_LOGS} for code in ("rep", "rm", "ag", "fin", "mkt", "proc")},
    "sm": {**ADDRESS_BOOK, **DEPARTMENT_LOGS},
    "am": {**ADDRESS_BOOK, **DEPARTMENT_LOGS},
    "exe": {**ADDRESS_BOOK, **ALL_LOGS, **AUDITS},
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
        # The rights matrix lets the system administrator keep roles too; nobody changes one that he holds.
        **RIGHTS,
        **SETTINGS,
        **ALL_LOGS,
        **EXPORT_LOGS,
        "accounts.access_admin": "all",
    },
    "sec": {**ADDRESS_BOOK, **RIGHTS, **ALL_LOGS, "accounts.access_admin": "all"},
    "aud": {
        **ADDRESS_BOOK,
        **ALL_LOGS,
        **AUDITS,
        **SEES_RIGHTS,
        **_all("accounts", "unmasklog apitoken", "view"),
        "records.view_exporttask": "all",
        "accounts.access_admin": "all",
    },
    "dlr": dict(OWN_LOGS),
    "cus": {"accounts.view_loginlog": "self"},
}
for grants in GRANTS.values():
    grants |= DICTIONARIES
