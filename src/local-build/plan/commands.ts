import type {BuildCommand} from '../../package-managers/build-command.js'
import type {PackageManager} from '../../package-managers/names.js'
import type {ChosenInterpreter} from './build-plan.js'

import {PACKAGE_MANAGERS} from '../../package-managers/index.js'

/** The commands of a build that are not a package manager's own. */

/**
 * A Python home where the machine's interpreter can't be copied: an environment of it. `-I`: none of the user's modules and settings
 * have a part in it.
 */
export const MAKE_PYTHON_HOME: BuildCommand = {
  argv: ['$INTERPRETER', '-I', '-m', 'venv', '--without-pip', '$BUILD_DIR/.heroku/python'],
  env: {},
}

/**
 * @param shown the command as the log shows it (installCommand)
 * @param isStandIn the Python home is no Python of its own of Heroku's very release
 */
export function dependenciesCommand(manager: PackageManager, shown: string, isStandIn: boolean): BuildCommand {
  const {commandEnv = {}, forStandIn = {}, hidden} = PACKAGE_MANAGERS[manager].classic
  return {argv: [...shown.split(' '), ...hidden], env: {...commandEnv, ...(isStandIn && forStandIn)}}
}

/** @param version that Heroku builds with */
export function isStandIn(interpreter: ChosenInterpreter | null, version: string): boolean {
  return interpreter === null || interpreter.home === null || interpreter.version !== version
}

/** Ends with 0 if a module can be imported. Source: bin/utils, `is_module_available`. */
export function moduleCommand(module: string): BuildCommand {
  const script = `import sys, importlib.util; sys.exit(0 if importlib.util.find_spec('${module}') else 1)`
  return {argv: ['python', '-c', script], env: {}}
}

/** The build folder's own path, not the stable one: NLTK checks that what it unpacks stays within. Source: bin/steps/nltk. */
export function nltkCommand(packages: readonly string[]): BuildCommand {
  return {argv: ['python', '-m', 'nltk.downloader', '-d', '$BUILD_DIR/.heroku/python/nltk_data', ...packages], env: {}}
}

/** Source: bin/steps/collectstatic. */
export function collectstaticCommand(script: string): BuildCommand {
  return {argv: ['python', script, 'collectstatic', '--noinput', '--traceback'], env: {}}
}

const ERRORS_ALONE =
  'import subprocess, sys; sys.exit(1 if subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode else 0)'

/** Source: the CNB's src/django.rs. */
export const CNB_COLLECTSTATIC: BuildCommand = {argv: ['python', 'manage.py', 'collectstatic', '--noinput'], env: {}}
export const CNB_HAS_COLLECTSTATIC: BuildCommand = {argv: ['python', 'manage.py', 'help', 'collectstatic'], env: {}}
/** The same with what it prints to stderr alone, by which the CNB decides. Of a signal only that there was one. */
export const CNB_HAS_COLLECTSTATIC_ERRORS: BuildCommand = {
  argv: ['python', '-I', '-c', ERRORS_ALONE, ...CNB_HAS_COLLECTSTATIC.argv],
  env: {},
}

/** By bash, as the buildpack does it: a script without a first line that names its program runs there too. */
export function hookCommand(name: 'post_compile' | 'pre_compile'): BuildCommand {
  return {argv: ['bash', '-c', '"$0"', `bin/${name}`], env: {}}
}
