"""Who supported which party to a conflict and how, after the External Support Dataset of UCDP."""
