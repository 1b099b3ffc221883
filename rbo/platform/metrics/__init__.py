"""What RBO tells Prometheus about itself; docs/decisions/0024 says where each figure is counted."""
