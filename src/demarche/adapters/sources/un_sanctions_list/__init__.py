"""Listings under measures of the Security Council, after its consolidated list; no person is named."""
