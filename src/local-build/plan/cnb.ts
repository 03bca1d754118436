import type {StepId} from './build-plan.js'
import type {PlanFacts, StepPlan, StepPlanner} from './facts.js'

import {listsPackage} from '../../buildpack/listed-packages.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {MAKE_PYTHON_HOME} from './commands.js'
import {
  CNB_COLLECTSTATIC,
  CNB_DEPENDENCIES,
  CNB_HAS_COLLECTSTATIC,
  CNB_TOOL_ENVIRONMENT,
  type CnbPackageManager,
  installCnbToolCommands,
} from './commands-cnb.js'
import {interpreterReason, later, planned, runs, skipped, sourceReason, versionReason} from './facts.js'

/** How each step of a Fir app's build is planned. */
export const CNB_PLANNERS: Partial<Record<StepId, StepPlanner>> = {
  source: ({source}) => runs(sourceReason(source)),
  detect: () => runs('a file in the root marks a Python app'),
  checks: () => runs('no config var has a name that would break the build', {configVars: 'all'}),
  'package-manager': ({manager}) => runs(`${PACKAGE_MANAGERS[manager].file} is in the root`),
  'python-version': ({prediction}) => runs(versionReason(prediction), {lines: prediction.steps.slice(0, 2)}),
  python: planPython,
  'package-manager-install': planTool,
  dependencies: planDependencies,
  collectstatic: planCollectstatic,
  'save-cache': ({cache}) => (cache.status === 'disabled' ? skipped('--no-cache') : runs('for the next build')),
  release: ({tree}) =>
    runs(tree.isFile('Procfile') ? 'the process types of the Procfile' : 'there is no Procfile: no process types'),
  report: () => runs('what was built, and how it differs from Heroku'),
}

function planPython(facts: PlanFacts): StepPlan {
  const isCached = facts.layers?.python.reused ?? false
  return runs(isCached ? 'it is in the cache' : interpreterReason(facts), {
    configVars: 'all',
    lines: ['[Installing Python]', `${isCached ? 'Using cached' : 'Installing'} Python ${facts.pythonVersion}`],
    setsEnv: ['PYTHONUNBUFFERED', 'SOURCE_DATE_EPOCH', 'CPATH', 'PKG_CONFIG_PATH'],
  })
}

function planTool({layers, manager, options}: PlanFacts): StepPlan {
  const tool = manager as CnbPackageManager
  const release = options.releases.cnb
  const {name} = PACKAGE_MANAGERS[tool]
  const isCached = layers?.tool.reused ?? false
  return runs(isCached ? 'its version is that of the last build' : 'the buildpack has one version of it', {
    commands: isCached ? [] : installCnbToolCommands(tool, release).map((command) => planned(command)),
    configVars: 'all',
    lines: [`[Installing ${name}]`, `${isCached ? 'Using cached' : 'Installing'} ${name} ${release.tools[tool]}`],
    setsEnv: [...Object.keys(CNB_TOOL_ENVIRONMENT[tool]), 'PATH'],
  })
}

function planDependencies({layers, manager}: PlanFacts): StepPlan {
  const tool = manager as CnbPackageManager
  const {cnbCommand, file, name} = PACKAGE_MANAGERS[tool]
  const isCached = layers?.venv.reused ?? false
  const shown = cnbCommand.join(' ')
  return runs(`${file} says which`, {
    commands: [...(isCached ? [] : [planned(MAKE_PYTHON_HOME)]), planned(CNB_DEPENDENCIES[tool], shown)],
    configVars: 'all',
    lines: [
      `[Installing dependencies using ${name}]`,
      ...(layers?.pipCache.reused ? ['Using cached pip download/wheel cache'] : []),
      ...(layers?.pipCache.discarded ? ['Discarding cached pip download/wheel cache'] : []),
      isCached ? 'Using cached virtual environment' : 'Creating virtual environment',
      `Running '${shown}'`,
    ],
  })
}

function planCollectstatic({manager, tree}: PlanFacts): StepPlan {
  if (!listsPackage(tree, manager, 'django')) return later('it runs if Django is installed, which the source does not name')
  if (!tree.exists('manage.py'))
    return skipped('there is no manage.py in the root', {lines: ['[Generating Django static files]']})
  return later('Django is named, and there is manage.py; django.contrib.staticfiles must be enabled', {
    commands: [planned(CNB_HAS_COLLECTSTATIC), planned(CNB_COLLECTSTATIC, 'manage.py collectstatic')],
    configVars: 'all',
    lines: ['[Generating Django static files]', "Running 'manage.py collectstatic'"],
  })
}
