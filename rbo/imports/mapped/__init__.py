"""Any workbook or CSV of stringjobs: one row for each, its columns named by whoever brings it."""
