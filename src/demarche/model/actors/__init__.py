"""Who acts: States, bodies, armed groups, with dated names, memberships and seats; one resolver from any spelling to one id."""

from demarche.model.actors.actor import Actor, ActorKind, ActorName, Membership, Seat
from demarche.model.actors.names import plain
from demarche.model.actors.registry import Registry, registry_from_rows

__all__ = ["Actor", "ActorKind", "ActorName", "Membership", "Registry", "Seat", "plain", "registry_from_rows"]
