import type {StepId} from './build-plan.js'
import type {PlanFacts, StepPlan, StepPlanner} from './facts.js'

import {
  CNB_STATIC_FILES,
  cnbScriptLines,
  cnbCommandLine,
  cnbDependencyLines,
  cnbPythonLines,
  CNB_DETERMINING,
  cnbToolLines,
  cnbVersionLine,
} from '../../buildpack/cnb-lines.js'
import {cnbPart, PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {CNB_COLLECTSTATIC, CNB_HAS_COLLECTSTATIC, MAKE_PYTHON_HOME} from './commands.js'
import {
  interpreterReason,
  later,
  packagesOf,
  planned,
  requestedOf,
  runs,
  skipped,
  sourceReason,
  toolVersion,
  versionReason,
  whyNot,
} from './facts.js'

/** How each step of a Fir app's build is planned. */
export const CNB_PLANNERS: Partial<Record<StepId, StepPlanner>> = {
  source: ({source}) => runs(sourceReason(source)),
  detect: () => runs('the root has a file that identifies a Python app'),
  checks: () => runs('no config var has a name that would break the build', {configVars: 'all'}),
  'package-manager': ({manager}) => runs(`${PACKAGE_MANAGERS[manager].file} is in the root`),
  'python-version': ({prediction, version}) =>
    runs(versionReason(prediction), {lines: [CNB_DETERMINING, cnbVersionLine(requestedOf(version))]}),
  python: planPython,
  'package-manager-install': planTool,
  dependencies: planDependencies,
  collectstatic: planCollectstatic,
  'save-cache': ({cache}) => (cache.status === 'disabled' ? skipped('--no-cache') : runs('for the next build')),
  release: ({tree}) => runs(tree.isFile('Procfile') ? 'the Procfile sets the process types' : 'no Procfile, so no process types'),
  report: () => runs('what was built, and how it differs from a build on Heroku'),
}

function planPython(facts: PlanFacts): StepPlan {
  const reused = facts.layers?.python.reused ?? false
  return runs(reused ? 'already in the cache' : interpreterReason(facts), {
    configVars: 'all',
    lines: cnbPythonLines(facts.pythonVersion, {reused}),
    setsEnv: ['PYTHONUNBUFFERED', 'SOURCE_DATE_EPOCH', 'CPATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'PKG_CONFIG_PATH'],
  })
}

function planTool({layers, manager, options}: PlanFacts): StepPlan {
  const version = toolVersion(options.releases.cnb, manager)
  const {environment, install} = cnbPart(manager)
  const reused = layers?.tool.reused ?? false
  return runs(reused ? 'same version as the last build' : 'the buildpack sets the version', {
    commands: reused ? [] : install(version).map((command) => planned(command)),
    configVars: 'all',
    lines: cnbToolLines(manager, version, {reused}),
    setsEnv: [...Object.keys(environment), 'PATH'],
  })
}

function planDependencies({layers, manager}: PlanFacts): StepPlan {
  const {argv, command} = cnbPart(manager)
  const none = {reused: false}
  // A discarded environment is told of where it is discarded; the plan's reason for it is that of Python or of the tool.
  const venv = {reused: layers?.venv.reused ?? false}
  return runs(`listed in ${PACKAGE_MANAGERS[manager].file}`, {
    commands: [...(venv.reused ? [] : [planned(MAKE_PYTHON_HOME)]), planned({argv, env: {}}, command.join(' '))],
    configVars: 'all',
    lines: [...cnbDependencyLines(manager, {downloads: layers?.downloads ?? none, venv}), cnbCommandLine(manager)],
  })
}

function planCollectstatic(facts: PlanFacts): StepPlan {
  const packages = packagesOf(facts)
  const {tree} = facts
  if (!packages.installed.some(({name}) => name === 'django')) return later(whyNot('Django', 'django', packages))
  const hasScript = tree.exists('manage.py')
  const lines = [CNB_STATIC_FILES, ...cnbScriptLines(hasScript)]
  if (!hasScript) return skipped('no manage.py in the root', {lines})
  return later('Django is a dependency, and the source has manage.py; runs if django.contrib.staticfiles is enabled', {
    commands: [planned(CNB_HAS_COLLECTSTATIC), planned(CNB_COLLECTSTATIC, 'manage.py collectstatic')],
    configVars: 'all',
    lines,
  })
}
