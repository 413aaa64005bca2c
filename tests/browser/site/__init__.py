"""The site that the robot visits: the product itself, at a time and with lookups that an example gives."""
