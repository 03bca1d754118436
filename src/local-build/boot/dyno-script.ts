import type {BuildpackKind} from '../../buildpack/release.js'

/**
 * Bash that sets the environment of a built app's process, as a dyno does: `HOME` and the current folder are the app's.
 *
 * On Cedar, the scripts in .profile.d and then .profile are read. On Fir, none are: the environment is that of the launch layers
 * (`venv` and `python`), and the launcher starts the process types of the Procfile without a shell of its own, in which it would
 * read .profile. The app's .profile.d means nothing to it.
 *
 * Sources: devcenter.heroku.com/articles/dynos, "the .profile file"; bin/compile, `set_env`; launch/launcher.go and launch/shell.go
 * of buildpacks/lifecycle; src/launch.rs of heroku/buildpacks-procfile, whose processes are all direct, by its buildpack API 0.10.
 */
export const DYNO_ENVIRONMENT: Readonly<Record<BuildpackKind, string>> = {
  classic: `for script in .profile.d/*.sh .profile; do
  if [ -f "$script" ]; then source "$script"; fi
done`,
  cnb: `export VIRTUAL_ENV="$HOME/.heroku/python"
export PATH="$VIRTUAL_ENV/bin:$PATH" PYTHONUNBUFFERED=1`,
}

/** What that sets on Fir. */
export const LAYER_VARIABLES = ['PATH', 'PYTHONUNBUFFERED', 'VIRTUAL_ENV']

/** The program and arguments that start a line of the Procfile. The shell becomes the process. */
export function dynoCommand(command: string, kind: BuildpackKind): [program: string, args: string[]] {
  return ['bash', ['-c', `${DYNO_ENVIRONMENT[kind]}\nexec "$@"`, 'bash', 'bash', '-c', command]]
}
