/** `classic`: heroku/heroku-buildpack-python, for cedar apps. `cnb`: heroku/buildpacks-python, for Fir apps. */
export type BuildpackKind = 'classic' | 'cnb'

// Adding one makes the compiler name every gap: CONTRIBUTING.md, "Add a package manager".
export type PackageManager = 'pip' | 'pipenv' | 'poetry' | 'uv'

/** Those that are a program of their own, to be installed; pip comes with Python. */
export type Tool = Exclude<PackageManager, 'pip'>
