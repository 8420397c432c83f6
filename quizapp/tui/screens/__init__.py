"""The screens, strangers to each other: each reports, the app navigates."""
