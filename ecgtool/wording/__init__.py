"""In which words: reading what people write of meetings, and writing it."""
