"""Requirements and funding of response plans by country and year, as the Financial Tracking Service reports them."""
