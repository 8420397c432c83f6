"""What asks or shows one thing on top of another screen."""
