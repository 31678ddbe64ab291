"""Room of ties."""
