"""What ran: when each thing last succeeded, and whether everything still says what ``ecg.toml`` says."""
