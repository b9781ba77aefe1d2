"""Rating a film by its title, or by its stars."""
