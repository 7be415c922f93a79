"""Where the link at the foot of a letter leads: open to strangers, without session, cookie or script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from ..services import opt_out


class OptOutPage(View):
    """Looking changes nothing, as programs look at every link; the button does (and so does RFC 8058's one click)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(self.found(token), is_done=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        address = self.found(token)
        opt_out.opt_out(address)
        return self.show(address, is_done=True)

    def found(self, token: str) -> str:
        address = opt_out.address_of(token)
        if address is None:
            raise Http404("opt-out")
        return address

    def show(self, address: str, *, is_done: bool) -> HttpResponse:
        answer = render(self.request, "messaging/opt_out.html", {"address": address, "is_done": is_done})
        answer["Vary"] = "Accept-Language"
        return answer
