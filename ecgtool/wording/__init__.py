"""Read what people write of meetings, and write it in words."""
