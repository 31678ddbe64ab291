"""The use cases, one function each: this is the Python API."""
