# ruff: noqa: E501 (markup is read better unbroken)
"""Pages on which the browser tests try the parts: real layouts and components around a little data."""

from types import SimpleNamespace as Facts
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path

from records.menu import Line, Module, creating_drawn, drawn

NAMES = ["东岭重卡集团", "南屏柴油机", "云鼎工程机械", "赤岸风电装备", "沧澜船舶重工"]


def line(label: str, url: str, icon: str = "home", *, is_active: bool = False) -> Facts:
    return Facts(label=label, url=url, icon=icon, is_active=is_active)


def show(request: HttpRequest, body: str, status: int = 200, **facts: Any) -> HttpResponse:
    source = '{% extends "layouts/app.html" %}{% block content %}' + body + "{% endblock %}"
    modules = (("我的首页", "home", "首页", "/", True), ("客户管理", "buildings", "客户", "/list/", False))
    facts["menu"] = drawn(
        [Module(name, icon, [Line(label, url, "", active)]) for name, icon, label, url, active in modules]
    )
    facts["quick_create"] = creating_drawn([Line("客户", "/form/", "building")])
    facts["phone_bar"] = [line("今日", "/", is_active=True), line("客户", "/list/", "buildings")]
    facts |= {"unread_count": 3, "user": Facts(name="张建国", pk=3), "user_department": "华东业务部"}
    return HttpResponse(engines["django"].from_string(source).render(facts, request), status=status)


def part(request: HttpRequest, source: str, status: int = 200, **facts: Any) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(facts, request), status=status)


def start(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        """<h1>Start</h1>
        {% include "components/tile.html" with label="待联系" value="7" url="/list/" icon="phone" note="2" direction="up" %}
        {% include "components/badge.html" with text="VIP" tone="purple" %}
        <ol class="timeline">{% for item in items %}{% include "components/timeline_item.html" %}{% endfor %}</ol>
        <dl class="fields">{% include "components/field.html" with label="手机" value="138****1234" masked_url="/reveal/" %}</dl>
        {% include "components/toast.html" with text="已保存" level="success" undo_url="/undo/" %}
        {% include "components/notice.html" with text="已锁定" level="warning" %}
        {% include "components/empty_state.html" with title="还没有" why="因为" action_url="/form/" action_label="新建" %}
        {% include "components/skeleton.html" %}""",
        items=[Facts(icon="phone", tone="blue", who="张建国", what="电话", at="今天 14:00", body="确认样件")],
    )


ROWS = """<div class="table-scroll is-tall" data-total="120"><table class="table table-hover table-cards">
<thead><tr><th class="w-1"><input type="checkbox" class="form-check-input" data-check-page aria-label="all"></th>
<th scope="col">名称</th><th scope="col" class="text-end">应收</th></tr></thead><tbody>{% for name in names %}
<tr><td class="w-1"><input type="checkbox" class="form-check-input" name="ids" value="{{ forloop.counter }}" form="bulk"
aria-label="{{ name }}"></td><th scope="row"><a class="row-link" href="/">{{ name }}</a></th>
<td class="text-end tabular" data-label="应收">1,000.00</td></tr>{% endfor %}</tbody></table></div>"""


def rows(request: HttpRequest) -> HttpResponse:
    names = [name for name in NAMES if request.GET.get("q", "") in name]
    if request.headers.get("HX-Request"):
        return part(request, ROWS, names=names)
    return show(
        request,
        """<h1>客户</h1><section class="card" data-list>
        <form class="list-bar" data-list-filters data-filter-row method="get" action="/list/" hx-get="/list/"
         hx-target="#results" hx-push-url="true"><input type="search" class="form-control" name="q" aria-label="search">
        <select class="form-select" name="tier" aria-label="tier"><option value="">-</option><option>vip</option></select></form>
        <form id="bulk" method="post" class="bulk-bar" data-bulk-bar hidden>{% csrf_token %}<strong data-bulk-count></strong>
        <button type="button" class="btn" data-check-all hidden></button><input type="hidden" name="all">
        <input type="hidden" name="query"><button type="button" class="btn" data-check-none>none</button></form>
        <div id="results" data-loading>"""
        + ROWS
        + "</div></section>",
        names=names,
    )


def node(key: str, label: str, *, children: list[Facts] | None = None, children_url: str = "") -> Facts:
    return Facts(
        key=key,
        label=label,
        icon="sitemap",
        url="/part/",
        hint="",
        count=2,
        children_url=children_url,
        children=children,
        is_open=bool(children),
        is_selected=key == "root",
        move_url=f"/move/{key}/",
        drop_id=key,
        typeahead="zlb" if label == "质量部" else "",
        menu=[
            Facts(
                label="删除",
                url="/undo/",
                icon="trash",
                is_danger=True,
                method="post",
                confirm="删除？",
                target="",
            )
        ],
    )


def tree(request: HttpRequest) -> HttpResponse:
    units = [
        node("buying", "采购中心", children_url="/children/"),
        node("plant", "总装车间"),
        node("quality", "质量部"),
    ]
    return show(
        request,
        """<h1>组织</h1><div class="with-tree"><section class="card tree-box"><div class="card-body">
        {% include "components/tree.html" with label="组织" target="detail" %}</div></section><div id="detail"></div></div>""",
        nodes=[node("root", "东岭重卡集团", children=units)],
    )


def children(request: HttpRequest) -> HttpResponse:
    facts = {"nodes": [node("outside", "外购科")], "level": 3, "target": "detail"}
    if "after" not in request.GET:
        facts |= {"more_url": "/children/?after=1", "more_label": "再显示 100 个"}
    else:
        facts["nodes"] = [node("settle", "结算科")]
    return part(request, '{% include "components/tree_nodes.html" %}', **facts)


def move(request: HttpRequest, key: str) -> HttpResponse:
    if request.POST.get("parent") == "plant":
        return JsonResponse({"message": "总装车间已锁定"}, status=409)
    return JsonResponse({"message": "已移动", "undo_url": "/undo/"})


SENT: list[dict[str, str]] = []


def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        SENT.append(request.POST.dict())
        if request.headers.get("HX-Request"):
            return part(request, '<p class="notice">已锁定</p>', status=409)
        return show(request, "<h1>saved</h1>")
    return show(
        request,
        """<h1>新建联系人</h1><form class="card" method="post" novalidate data-unsaved data-draft-key="contact">{% csrf_token %}
        <label for="id_customer">客户</label><select id="id_customer" name="customer" data-remote="/options/"><option value=""></option></select>
        <label for="id_unit">科室</label><select id="id_unit" name="unit" data-remote="/options/" data-remote-depends="#id_customer"><option value=""></option></select>
        <label for="id_name">姓名</label><input id="id_name" name="name" class="form-control" data-duplicates-url="/duplicates/">
        <div class="duplicate-hits"></div>
        <label for="id_on">下次</label><input id="id_on" type="date" name="on" data-date-quick>
        <label for="id_notes">备注</label><textarea id="id_notes" name="notes" data-counter maxlength="50"></textarea>
        <button data-save>save</button><a href="/" data-cancel>cancel</a>
        <button type="button" hx-post="/form/" hx-target="#answer" id="locked">try</button><div id="answer"></div></form>""",
    )


def options(request: HttpRequest) -> JsonResponse | HttpResponse:
    query = request.GET.get("q", "")
    if query == "fail":
        return HttpResponse(status=500)
    hint = request.GET.get("customer", "")
    found = [(value, name) for value, name in enumerate(NAMES, 1) if query in name]
    return JsonResponse({"results": [{"value": value, "text": name, "hint": hint} for value, name in found]})


def network(request: HttpRequest) -> HttpResponse:
    people = [("李工", 2), ("王总", -2), ("陈科长", 0)]
    nodes = [{"id": 0, "name": "东岭", "kind": "company", "is_centre": True, "attitude": None}]
    nodes += [{"id": i, "name": who, "kind": "person", "attitude": a} for i, (who, a) in enumerate(people, 1)]
    links = [{"source": 1, "target": 2, "label": "冲突", "kind": "conflict"}]
    attitudes = {"2": "赞助", "-2": "抵制", "0": "中立"}
    return show(
        request,
        '<h1>关系网</h1>{{ data|json_script:"people" }}<div class="network" data-network="people" role="img" aria-label="people"></div>',
        data={"nodes": nodes, "links": links, "attitudes": attitudes},
    )


def search(request: HttpRequest) -> HttpResponse:
    hits = [name for name in NAMES if request.GET.get("q", "") in name]
    return part(
        request,
        "<h2>客户</h2><ul>{% for name in hits %}<li><a href='/list/'><span>{{ name }}</span></a></li>{% endfor %}</ul>",
        hits=hits,
    )


def reveal(request: HttpRequest) -> HttpResponse:
    return part(request, '{% include "components/field.html" with label="手机" value="13800138000" %}')


def duplicates(request: HttpRequest) -> HttpResponse:
    return part(request, "可能重复 {{ name }}", name=request.GET.get("name"))


def answered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


accounts = ([path("sign-out/", answered, name="sign_out")], "accounts")
urlpatterns = [
    path("", start),
    path("list/", rows),
    path("tree/", tree),
    path("children/", children),
    path("move/<str:key>/", move),
    path("part/", lambda request: HttpResponse("部分内容")),
    path("form/", form),
    path("options/", options),
    path("network/", network),
    path("search/", search, name="search"),
    path("reveal/", reveal),
    path("duplicates/", duplicates),
    path("undo/", answered),
    path("", include(accounts)),
    path("i18n/setlang/", answered, name="set_language"),
]
