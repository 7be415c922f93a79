import pytest
from django.utils import translation

from accounts import access
from accounts.models import Post
from contacts.models import AccountTeamMember
from system.selectors.rights import explain, matrix
from tests.factories import make_contact, make_customer, make_department, make_employee

PAGE = "/system/rights/"


def seeing(user, obj):
    return next(answer for answer in explain(user, obj) if answer.action == "view")


def test_owner_department_team_and_everything_are_named_as_reasons(cast):
    customer = make_customer("甲公司", owner=cast.rep)
    with translation.override("en"):
        for user, word in ((cast.rep, "owns"), (cast.manager, "department"), (cast.executive, "every")):
            answer = seeing(user, customer)
            assert answer.is_allowed and word in " ".join(answer.reasons)
    stranger = seeing(cast.other_rep, customer)
    assert not stranger.is_allowed and stranger.reasons
    AccountTeamMember.objects.create(customer=customer, user=cast.other_rep, role="support", rights="read")
    with translation.override("en"):
        assert "account team" in " ".join(seeing(cast.other_rep, customer).reasons)


def test_a_child_is_explained_through_its_parent(cast):
    contact = make_contact(make_customer("甲公司", owner=cast.rep))
    assert any(answer.is_allowed for answer in explain(cast.rep, contact))
    assert not any(answer.is_allowed for answer in explain(cast.admin, contact))


def test_what_is_explained_agrees_with_the_gate(cast):
    from records import gate

    customer = make_customer("甲公司", owner=cast.rep)
    for user in (cast.rep, cast.manager, cast.other_rep, cast.finance, cast.admin, cast.nobody, cast.dealer):
        answers = explain(user, customer)
        assert any(answer.is_allowed for answer in answers) == any(
            gate.may(user, customer, action)
            for action in "view add change delete export import transfer share merge".split()
        )


def test_the_matrix_names_the_role_behind_each_right(cast):
    blocks = matrix(cast.rep)
    assert blocks and all(right.through for block in blocks for right in block.rights)


def test_a_right_that_comes_from_a_post_is_said_to(cast):
    """Who is asked by his post may see his tasks, whatever his roles; the page must not hide where that comes from."""
    post = Post.objects.create(name="总经理办公室主任", code="office")
    person = make_employee(None, make_department(name="综合部"), "岗上人", post=post)
    with translation.override("en"):
        found = {right.through for block in matrix(person) for right in block.rights}
        assert found == {"post: 总经理办公室主任"}
    assert access.allows(person, "workflow.view_processtask")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["admin", "security", "auditor"])
def test_administrators_ask_why_and_learn_no_name_that_they_may_not_see(cast, sign_in, who, language):
    user = getattr(cast, who)
    user.language = language
    user.save()
    client = sign_in(user)
    customer = make_customer("绝密客户有限公司", owner=cast.rep)
    assert client.get(PAGE).status_code == 200
    page = client.get(PAGE, {"person": cast.rep.pk, "kind": "customers", "record": customer.pk})
    assert page.status_code == 200 and "绝密客户" not in page.content.decode()
    assert client.get(PAGE, {"person": cast.rep.pk}).status_code == 200
    assert client.get(PAGE, {"person": cast.rep.pk, "kind": "customers", "record": "zz"}).status_code == 422
    assert client.get(PAGE, {"person": "x"}).status_code == 422


def test_nobody_else_asks(cast, sign_in):
    for user in (cast.rep, cast.manager, cast.executive):
        assert sign_in(user).get(PAGE).status_code == 403
