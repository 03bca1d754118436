import type {BuildControl, BuildMachine, BuildRequest} from './run/build-request.js'
import type {BuildResult} from './run/result.js'

import {startBuild} from './run/start-build.js'
import {collectStatic} from './steps/collectstatic.js'
import {checkStackAndDuplicates, detect} from './steps/checks.js'
import {collectStaticForFir} from './steps/cnb-collectstatic.js'
import {checkEnvironment, decideForFir} from './steps/cnb-decide.js'
import {installDependenciesForFir} from './steps/cnb-dependencies.js'
import {installPackageManagerForFir, installPythonForFir} from './steps/cnb-install.js'
import {checkVenv, decidePackageManager, decidePythonVersion} from './steps/decide.js'
import {installDependencies} from './steps/dependencies.js'
import {findInterpreter} from './steps/find-interpreter.js'
import {runHook} from './steps/hooks.js'
import {installPackageManager} from './steps/install-package-manager.js'
import {installPython} from './steps/install-python.js'
import {downloadNltkData} from './steps/nltk.js'
import {writeProfileScripts} from './steps/profile-scripts.js'
import {readRelease} from './steps/release.js'
import {report} from './steps/report.js'
import {restoreCache} from './steps/restore-cache.js'
import {saveCache} from './steps/save-cache.js'
import {copySource} from './steps/source.js'
import type {StepRunner} from './run/step-runner.js'

/**
 * Builds an app as Heroku would. A build that fails is a result; what is no outcome of a build is thrown.
 *
 * @throws ProblemError a full disk, a folder that can't be written, no interpreter
 */
export async function runBuild(request: BuildRequest, machine: BuildMachine, control: BuildControl): Promise<BuildResult> {
  return startBuild(request, machine, control, request.kind === 'cnb' ? buildForFir : buildClassic)
}

/** Source: bin/detect, bin/compile, bin/release of heroku/heroku-buildpack-python. */
async function buildClassic({step}: StepRunner): Promise<void> {
  await step('source', copySource)
  await step('detect', detect)
  await step('checks', checkStackAndDuplicates)
  await step('pre-compile', runHook('pre_compile'))
  await step('package-manager', decidePackageManager)
  await step('venv-check', checkVenv)
  await step('python-version', decidePythonVersion, findInterpreter)
  await step('restore-cache', restoreCache)
  await step('python', installPython)
  await step('package-manager-install', installPackageManager)
  await step('dependencies', installDependencies)
  await step('nltk', downloadNltkData)
  await step('collectstatic', collectStatic)
  await step('profile-scripts', writeProfileScripts)
  await step('post-compile', runHook('post_compile'))
  await step('save-cache', saveCache)
  await step('release', readRelease)
  await step('report', report)
}

/** Source: src/main.rs of heroku/buildpacks-python. */
async function buildForFir({step}: StepRunner): Promise<void> {
  await step('source', copySource)
  await step('detect', detect)
  await step('checks', checkEnvironment)
  await step('package-manager', decidePackageManager)
  await step('python-version', decideForFir, findInterpreter)
  await step('python', installPythonForFir)
  await step('package-manager-install', installPackageManagerForFir)
  await step('dependencies', installDependenciesForFir)
  await step('collectstatic', collectStaticForFir)
  await step('save-cache', saveCache)
  await step('release', readRelease)
  await step('report', report)
}
