"""How an opportunity reaches people beyond owner and department: whoever is on the account team of its customer,
has that customer lent or shared to him, has its opportunities with the same rights, if his role has the permission.
"""

from contacts import reach


def word(action: str) -> str:
    return "" if action == "reopen" else reach.word(action)


SOURCES = reach.by_customer(word)
LIMITS = {
    "sales.opportunity": reach.unless_pooled("customer__"),
    "sales.opportunitycontact": reach.unless_pooled("opportunity__customer__"),
    "sales.lossreview": reach.unless_pooled("opportunity__customer__"),
}
