"""Armed conflicts by year, their parties, and the States that supported a party with troops, after UCDP/PRIO."""
