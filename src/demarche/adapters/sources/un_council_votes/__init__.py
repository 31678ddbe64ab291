"""How each member of the Security Council voted on every adopted resolution, from the United Nations library."""
