"""CSV and other tables: find the header, read the rows, map columns to fields."""
