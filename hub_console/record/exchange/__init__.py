"""What one record gives to another and takes from it; the envelope around it is not its affair."""
