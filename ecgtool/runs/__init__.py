"""What ran: when each thing last succeeded, and whether everything says what ``ecg.toml`` says."""
