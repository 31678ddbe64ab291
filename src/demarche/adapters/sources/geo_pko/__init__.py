"""Which States contribute troops to United Nations missions in which countries, after the Geo-PKO data set."""
