from records.views.list import ListPage

from ..records.logs import LOGIN_LOG, OPERATION_LOG


class LoginLogList(ListPage):
    record = LOGIN_LOG


class OperationLogList(ListPage):
    record = OPERATION_LOG
