"""The posts that delivered processes ask by their code. Each is made with the first process that names it and given to
somebody by the company; until then a process administrator is asked in its place."""

from collections.abc import Iterable, Iterator

from accounts.models import Post

from .structure import Step

POSTS = {
    "tech_review": "技术评审",
    "production_review": "生产评审",
    "quality_review": "质量评审",
    "legal_review": "法务评审",
    "seal_keeper": "用印管理",
    "deputy_manager": "业务部副经理",
}


def posts_named(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        for rule in step.settings.get("assignees") or []:
            if rule.get("rule") == "post":
                yield rule["post"]
        for way in step.ways:
            yield from posts_named(way.steps)


def deliver_posts(steps: Iterable[Step]) -> None:
    for code in dict.fromkeys(posts_named(steps)):
        Post.objects.get_or_create(code=code, defaults={"name": POSTS[code]})
