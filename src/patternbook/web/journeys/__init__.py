"""What residents see: a council's services, a journey page by page, and how their case goes."""
