"""States and the treaties of humanitarian law that they have joined, as the ICRC lists them."""
