"""Councils and other authorities, their people, teams, roles and permissions."""
