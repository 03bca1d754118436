import type {FileTree} from '../packaging/file-tree.js'
import type {ClassicRelease, PackageManager} from './release.js'

import {type ClassicContext, isOutdated, readRequestedVersion, resolveVersion} from './classic-version.js'
import {installSteps, STEP_LINES, type StepOptions, versionStep} from './classic-lines.js'
import {detects} from './detect.js'
import {BuildStops} from './failure.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../package-managers/index.js'
import {emptyPrediction, failureOf, type Prediction} from './prediction.js'
import {cut, reported} from './emulation/text.js'
import {majorOf} from './version-number.js'

/** What heroku/heroku-buildpack-python would do. The order of the decisions is that of its bin/compile. */
export function predictClassic(tree: FileTree, context: ClassicContext & Partial<Omit<StepOptions, 'release'>>): Prediction {
  const prediction = emptyPrediction()
  if (!detects(tree, context.release.files.detected)) return prediction
  prediction.detected = true
  try {
    decide(prediction, tree, context)
  } catch (error) {
    const failure = failureOf(error)
    prediction.failure = {...failure, detail: stored(failure.detail)}
  }

  prediction.python_version_requested = stored(prediction.python_version_requested)
  prediction.python_version = stored(prediction.python_version)
  return prediction
}

/** A value as the build data store keeps it: cut, and with bytes that are no UTF-8 replaced. Source: lib/build_data.sh. */
function stored(value: string | null): string | null {
  return value === null ? null : reported(cut(value, STORED_LENGTH))
}

const STORED_LENGTH = 200

function decide(prediction: Prediction, tree: FileTree, context: ClassicContext & Partial<Omit<StepOptions, 'release'>>): void {
  const {release} = context
  checkStack(context.stack, release)
  if (tree.isFile('bin/pre_compile')) prediction.steps.push(STEP_LINES.hook('pre_compile'))
  if (tree.exists('.heroku/python')) throw new BuildStops('checks::existing-python-dir')

  const manager = findPackageManager(tree)
  prediction.package_manager = manager
  const venv = release.files.venvFolders.find((name) => tree.isFile(`${name}/pyvenv.cfg`))
  if (venv !== undefined) throw new BuildStops('checks::existing-venv-dir', venv)

  const requested = readRequestedVersion(tree, manager, context)
  prediction.python_version_requested = requested.version
  prediction.python_version_origin = requested.origin
  prediction.steps.push(versionStep(requested))

  const version = resolveVersion(requested, release)
  prediction.python_version = version
  prediction.python_version_pinned = requested.version === version
  warnOrStopWithoutVersionFile(prediction, manager)
  if (majorOf(version) === release.python.deprecated?.version) prediction.warnings.push('python-version-deprecated')
  prediction.python_version_outdated = isOutdated(version, requested.origin, release)
  if (prediction.python_version_outdated) prediction.warnings.push('python-patch-update-available')
  const options = {...context, ci: context.ci ?? false, collectstaticDisabled: context.collectstaticDisabled ?? false}
  prediction.steps.push(...installSteps(tree, {manager, origin: requested.origin, pythonVersion: version}, options))
}

/** Source: lib/checks.sh, `ensure_supported_stack`. */
function checkStack(stack: string, {stacks}: ClassicRelease): void {
  const matches = (name: string) => (name.endsWith('*') ? stack.startsWith(name.slice(0, -1)) : stack === name)
  if (stacks.supported.some((name) => matches(name))) return
  throw new BuildStops(stacks.endOfLife.some((name) => matches(name)) ? 'checks::stack::eol' : 'checks::stack::unknown', stack)
}

/**
 * The one package manager whose file is there. A Pipfile without its lock stops the build before the others are seen.
 * Source: lib/package_manager.sh.
 */
function findPackageManager(tree: FileTree): PackageManager {
  if (!tree.isFile('Pipfile.lock') && tree.isFile('Pipfile')) throw new BuildStops('package-manager::pipenv-missing-lockfile')
  const [found, ...others] = PACKAGE_MANAGER_NAMES.filter((name) => tree.isFile(PACKAGE_MANAGERS[name].file))
  if (found === undefined) {
    throw new BuildStops(tree.isFile('setup.py') ? 'package-manager::setup-py-only' : 'package-manager::none-found')
  }

  if (others.length > 0) throw new BuildStops('package-manager::multiple-found', [found, ...others].join(','))
  return found
}

/** Source: lib/python_version.sh, `warn_or_error_if_python_version_file_missing`. */
function warnOrStopWithoutVersionFile(prediction: Prediction, manager: PackageManager): void {
  const {needsVersionFile} = PACKAGE_MANAGERS[manager]
  switch (prediction.python_version_origin) {
    case 'cached':
    case 'default':
      if (needsVersionFile) throw new BuildStops('python-version-file::not-found')
      prediction.warnings.push('python-version-unspecified')
      break

    case 'runtime.txt':
      if (needsVersionFile) throw new BuildStops('runtime-txt::not-supported')
      prediction.warnings.push('runtime-txt-deprecated')
      break

    default:
  }
}
