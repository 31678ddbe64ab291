"""How each Member State voted on every resolution of the General Assembly adopted by a recorded vote, from the United Nations library."""
