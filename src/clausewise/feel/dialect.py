"""The two dialects: FEEL as the standard has it, and FEEL as policies read missing facts."""

from attrs import frozen


@frozen
class Dialect:
    """Which core forms an operator stands for; chosen when an expression is read.

    In plain FEEL `x = null` is false for any other x; in a policy an operand that is missing
    makes the comparison null, unless the literal `null` is written there.
    """

    name: str

    def __str__(self) -> str:
        return self.name


PLAIN = Dialect("plain")
POLICY = Dialect("policy")
