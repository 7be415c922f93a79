"""Whether a mail address belongs to a customer."""

# Hosts where everybody has a mailbox tell nothing about whose it is.
PUBLIC_HOSTS = frozenset(
    "qq.com 163.com 126.com 139.com 189.cn sina.com sohu.com aliyun.com foxmail.com yeah.net gmail.com outlook.com "
    "hotmail.com live.com yahoo.com icloud.com vip.qq.com vip.163.com vip.126.com vip.sina.com yahoo.com.cn".split()
)


def is_of_customer(recipient: str, customer_hosts: frozenset[str]) -> bool:
    """Whether a mail address belongs to a domain of the customer, or is one that we know at a public host."""
    host = recipient.rpartition("@")[2].strip().lower()
    if host in PUBLIC_HOSTS:
        return recipient.strip().lower() in customer_hosts
    return any(host == known or host.endswith(f".{known}") for known in customer_hosts - PUBLIC_HOSTS)
