"""Going through the site as residents and officers do."""
