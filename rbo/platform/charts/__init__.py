"""Charts drawn by the server: plain geometry here, SVG in parts/chart.html."""
