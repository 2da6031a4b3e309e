"""The screens of the exchange: bundles in and out, the stations, and what they said differently."""
