"""How far States lie apart, after CEPII's GeoDist."""
