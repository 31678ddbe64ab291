"""How many intergovernmental organisations two States share, after the Correlates of War project."""
