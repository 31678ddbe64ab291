"""Who acts: States, bodies, armed groups, with dated names, memberships and seats; one resolver from any spelling to one id."""

from demarche.model.actors.actor import Actor, ActorKind, ActorName, Group, Membership, NameKind, Presidency, Seat
from demarche.model.actors.codes import DatedCode
from demarche.model.actors.names import AmbiguousName, order_key, plain
from demarche.model.actors.registry import Registry
from demarche.model.actors.rows import registry_from_rows

__all__ = [
    "Actor",
    "ActorKind",
    "ActorName",
    "AmbiguousName",
    "DatedCode",
    "Group",
    "Membership",
    "NameKind",
    "Presidency",
    "Registry",
    "Seat",
    "order_key",
    "plain",
    "registry_from_rows",
]
