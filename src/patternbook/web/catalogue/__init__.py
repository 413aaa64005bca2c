"""Published versions of services, and what each council adopted of them."""
