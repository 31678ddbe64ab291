"""Trade between two States as a share of all trade of one of them, after UN Comtrade."""
