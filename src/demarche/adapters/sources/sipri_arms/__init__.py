"""On whom a recipient of major arms depends, after SIPRI's arms transfers database."""
