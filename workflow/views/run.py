from django.http import HttpRequest, HttpResponse

from core.pages import Page


class RunPage(Page):
    template = "workflow/run_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show()
