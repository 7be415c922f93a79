from typing import Any

from records import gate
from records.views.detail import DetailPage
from records.views.form import CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..notices import NOTICES


class NoticeList(ListPage):
    record = NOTICES


class NoticeDetail(DetailPage):
    record = NOTICES
    template = "reminders/notice_detail.html"
    related = ("owner",)

    def context(self, obj: Any) -> dict[str, Any]:
        may_delete = gate.may(self.request.user, obj, "delete")
        return {**super().context(obj), "audience": list(obj.audience.all()), "may_delete": may_delete}


class NoticeCreate(CreatePage):
    record = NOTICES


class NoticeEdit(EditPage):
    record = NOTICES


class NoticeDelete(DeletePage):
    record = NOTICES
