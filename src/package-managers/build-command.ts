/**
 * A command of a build. Folders are named by what stands for them, so that a plan can show it before there is a folder:
 * `$BUILD_DIR`, `$CACHE_DIR` and `$PYTHON_HOME` are the buildpack's; `$BIN` is a virtual environment's folder of programs,
 * `$INTERPRETER` the Python of this machine, `$BUNDLED_PIP` the wheel of pip in its standard library, `$TEMPORARY` a
 * folder that is deleted after the build.
 */
export interface BuildCommand {
  argv: readonly string[]
  /** What only this command sees. */
  env: Readonly<Record<string, string>>
}

const VARIABLES = ['$BUILD_DIR', '$BUNDLED_PIP', '$BIN', '$CACHE_DIR', '$INTERPRETER', '$PYTHON_HOME', '$TEMPORARY'] as const

type Variable = (typeof VARIABLES)[number]

/** A part of a command with folders in the place of what stands for them. */
export function fillIn(text: string, values: Record<Variable, string | null | undefined>): string {
  let filled = text
  for (const name of VARIABLES) if (filled.includes(name)) filled = filled.replaceAll(name, () => values[name] ?? '')
  return filled
}

/**
 * `--isolated`: as in the buildpack, no setting of pip's but those of the build (pip-index.ts) reaches the installation of
 * the tools. Source: lib/pip.sh and its siblings.
 */
export function installWithBundledPip(python: string, packages: readonly string[], more: readonly string[] = []): BuildCommand {
  const options = ['--disable-pip-version-check', '--isolated', '--no-cache-dir', '--no-input', '--quiet']
  return {argv: [python, '$BUNDLED_PIP/pip', 'install', ...options, ...more, ...packages], env: {}}
}

/** A virtual environment of its own for a tool, into which the bundled pip then installs it. */
export function installInVenv(python: readonly string[], venv: string, requirement: string): BuildCommand[] {
  return [
    {argv: [...python, '-m', 'venv', '--without-pip', venv], env: {}},
    installWithBundledPip(`${venv}/$BIN/python`, [requirement]),
  ]
}
