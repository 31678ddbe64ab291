"""Who acts: States, bodies, armed groups, with dated names, memberships and seats."""
