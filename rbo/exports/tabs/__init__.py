"""The sheets of the workbook: those of the V1 layout with more columns to the right, and what V1 has not."""
