import type {StepId} from './build-plan.js'
import type {PlanFacts, StepPlan, StepPlanner} from './facts.js'

import {
  decideCollectstatic,
  installCommand,
  nltkLines,
  nltkPackages,
  setuptoolsInstalled,
  STEP_LINES,
  toolsInstalled,
  versionStep,
} from '../../buildpack/classic-lines.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {collectstaticCommand, dependenciesCommand, hookCommand, isStandIn, MAKE_PYTHON_HOME, nltkCommand} from './commands.js'
import {dependenciesSee} from './config-var-reach.js'
import {COMPILE_VARIABLES} from './compile-variables.js'
import {
  interpreterReason,
  later,
  packagesOf,
  planned,
  requestedOf,
  runs,
  skipped,
  sourceReason,
  versionReason,
  whyNot,
} from './facts.js'

/** How each step of a classic build is planned. */
export const CLASSIC_PLANNERS: Record<StepId, StepPlanner> = {
  source: ({source}) => runs(`${sourceReason(source)}, without what .slugignore lists`),
  detect: () => runs('the root has a file that identifies a Python app', {lines: ['-----> Python app detected']}),
  checks: ({options}) => runs(`the buildpack supports the stack ${options.stack}`, {setsEnv: COMPILE_VARIABLES}),
  'pre-compile': (facts) => planHook('pre_compile', facts),
  'package-manager': ({manager, tree}) =>
    runs(
      `${PACKAGE_MANAGERS[manager].file} is in the root${tree.isFile('bin/pre_compile') ? '; bin/pre_compile may change that' : ''}`,
    ),
  'venv-check': () => runs('the source has no virtual environment'),
  'python-version': ({prediction, version}) => runs(versionReason(prediction), {lines: [versionStep(requestedOf(version))]}),
  'restore-cache': planCache,
  python: planPython,
  'package-manager-install': planTool,
  dependencies: planDependencies,
  nltk: planNltk,
  collectstatic: planCollectstatic,
  'profile-scripts': () => runs("the app's processes get their environment from .profile.d"),
  'post-compile': (facts) => planHook('post_compile', facts),
  'save-cache': ({cache}) =>
    cache.status === 'disabled' ? skipped('--no-cache') : runs('for the next build', {lines: [STEP_LINES.savingCache]}),
  release: ({tree}) => runs(tree.isFile('Procfile') ? 'the Procfile sets the process types' : 'no Procfile, so no process types'),
  report: () => runs('what was built, and how it differs from a build on Heroku'),
}

function planHook(name: 'post_compile' | 'pre_compile', {tree}: PlanFacts): StepPlan {
  const script = `bin/${name}`
  if (!tree.isFile(script)) return skipped(`the source has no ${script}`)
  const plan = {
    commands: [planned(hookCommand(name), script)],
    configVars: 'all-but-blocked',
    lines: [STEP_LINES.hook(name)],
  } as const
  return runs(`the source has ${script}`, plan)
}

function planCache({cache}: PlanFacts): StepPlan {
  switch (cache.status) {
    case 'disabled':
      return skipped('--no-cache')

    case 'discarded':
      return runs(cache.reasons.join('; '), {lines: STEP_LINES.discardingCache(cache.reasons)})

    case 'empty':
      return skipped('no cache yet')

    case 'reused':
      return runs('nothing that the cache depends on has changed', {lines: [STEP_LINES.restoringCache]})
  }
}

function planPython(facts: PlanFacts): StepPlan {
  const isCached = facts.cache.status === 'reused'
  const isMovable = typeof facts.options.interpreter?.home === 'string'
  return runs(isCached ? 'already in the cache' : interpreterReason(facts), {
    // One that can be moved is copied, which is no command.
    commands: isCached || isMovable ? [] : [planned(MAKE_PYTHON_HOME)],
    lines: [STEP_LINES.python(facts.pythonVersion, isCached)],
  })
}

function planTool({cache, manager, options, pythonVersion}: PlanFacts): StepPlan {
  const release = options.releases.classic
  const isCached = cache.status === 'reused'
  const {environment, install, inVenv, path, tool} = PACKAGE_MANAGERS[manager].classic
  const isVenv = options.interpreter?.home === null
  const commands = install(release.tools[manager], setuptoolsInstalled(manager, pythonVersion, release))
  return runs(isCached ? 'same version as the last build' : 'the buildpack sets the version', {
    commands: isCached ? [] : commands.map((command) => planned(command)),
    lines: [STEP_LINES.tool(toolsInstalled(manager, pythonVersion, release), isCached && tool !== undefined)],
    setsEnv: [...Object.keys({...environment, ...(isVenv && inVenv)}), ...(path === undefined ? [] : ['PATH'])],
  })
}

function planDependencies({manager, options, pythonVersion, tree}: PlanFacts): StepPlan {
  const shown = installCommand(tree, manager, options.ci)
  const {file, classic} = PACKAGE_MANAGERS[manager]
  return runs(`listed in ${file}`, {
    commands: [planned(dependenciesCommand(manager, shown, isStandIn(options.interpreter, pythonVersion)), shown)],
    configVars: dependenciesSee(manager),
    lines: [STEP_LINES.dependencies(shown)],
    setsEnv: classic.sees.filter((name) => options.configVarNames.includes(name)),
  })
}

function planNltk(facts: PlanFacts): StepPlan {
  const packages = packagesOf(facts)
  if (!packages.installed.some(({name}) => name === 'nltk')) return later(whyNot('nltk', 'nltk', packages))
  const data = nltkPackages(facts.tree)
  const lines = nltkLines(facts.tree)
  if (data === undefined) return later('nltk is a dependency, but there is no nltk.txt', {lines})
  return later('nltk is a dependency, and nltk.txt lists its data', {
    commands: [planned(nltkCommand(data))],
    configVars: 'all-but-blocked',
    lines,
  })
}

/** What Django's files and variables decide; whether it is installed, the build. */
function planCollectstatic(facts: PlanFacts): StepPlan {
  const {options, tree} = facts
  const packages = packagesOf(facts)
  const installed = packages.installed.some(({name}) => name === 'django')
  const decided = decideCollectstatic(tree, {installed, isOff: options.ci || options.collectstaticDisabled})
  const {lines} = decided
  switch (decided.id) {
    case 'disabled-env-var':
      return skipped(options.collectstaticDisabled ? 'DISABLE_COLLECTSTATIC turns it off' : 'Heroku CI turns it off', {lines})

    case 'disabled-file':
      return skipped('.heroku/collectstatic_disabled turns it off', {lines})

    case 'enabled':
      return later(`Django is a dependency, and the source has ${decided.script}`, {
        commands: [planned(collectstaticCommand(decided.script), lines[0]!.replace(/^-----> \$ /, ''))],
        configVars: 'all-but-blocked',
        lines,
      })

    case 'not-installed':
      return later(whyNot('Django', 'django', packages))

    case 'skipped-no-manage-py':
      return skipped('no manage.py in the root or up to two folders deep', {lines})
  }
}
