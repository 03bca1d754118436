/**
 * Bash that sets the environment of a built app's process, as a dyno does: `HOME` and the current folder are the app's, and the
 * scripts in .profile.d and then .profile are read. A Fir build has none of its own: its
 * environment is that of the CNB's launch layers, `venv` and `python`.
 *
 * Sources: devcenter.heroku.com/articles/dynos, "the .profile file"; bin/compile, `set_env`.
 */
export const READ_PROFILE = `if [ ! -f .profile.d/python.sh ]; then
  export VIRTUAL_ENV="$HOME/.heroku/python"
  export PATH="$VIRTUAL_ENV/bin:$PATH" PYTHONUNBUFFERED=1
fi
for script in .profile.d/*.sh .profile; do
  if [ -f "$script" ]; then source "$script"; fi
done`

/** The program and arguments that start a line of the Procfile. The shell becomes the process. */
export function dynoCommand(command: string): [program: string, args: string[]] {
  return ['bash', ['-c', `${READ_PROFILE}\nexec "$@"`, 'bash', 'bash', '-c', command]]
}
