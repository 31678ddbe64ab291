"""The subjects: one room for each idea of the field, pure: tables and parameters in, findings out."""
