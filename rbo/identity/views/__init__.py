"""The addresses of the service, as gotrue has them."""
