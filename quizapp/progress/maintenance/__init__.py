"""Archives, merges and checks of all users. They work when no workspace can open."""
