"""The terminal interface: the only package that imports Textual.

`app` is the app, `learner` reads what it shows, and `desk` is what the command line
hands to it. Each area is a package: `home`, `study`, `quiz`, `read`, `article`,
`browse`, `scores` and `write`. They share `dialogs`, `kinds`, `widgets` and `keys`;
`base` is what all screens have in common, `roles` has the colours, `draw` and `signs`
make lines, `toasts` shows messages, `gate` drops keys meant for another screen, `watch`
notices changed files, and `textual_private` holds what Textual does not promise.
"""
