"""What the screens are made of. A widget reports what happened; it judges nothing."""
