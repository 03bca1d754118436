import type {StepId} from './build-plan.js'
import type {PlanFacts, StepPlan, StepPlanner} from './facts.js'

import {
  findManagePy,
  installCommand,
  nltkPackages,
  STEP_LINES,
  toolsInstalled,
  versionStep,
} from '../../buildpack/classic-lines.js'
import {listsPackage} from '../../buildpack/listed-packages.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {
  collectstaticCommand,
  dependenciesCommand,
  hookCommand,
  installToolCommands,
  MAKE_PYTHON_HOME,
  nltkCommand,
  TOOL_ENVIRONMENT,
} from './commands.js'
import {DEPENDENCIES_SEE} from './config-var-reach.js'
import {COMPILE_VARIABLES} from '../run/environment.js'
import {interpreterReason, later, planned, runs, skipped, sourceReason, versionReason} from './facts.js'

/** How each step of a classic build is planned. */
export const CLASSIC_PLANNERS: Record<StepId, StepPlanner> = {
  source: ({source}) => runs(sourceReason(source)),
  detect: () => runs('a file in the root marks a Python app', {lines: ['-----> Python app detected']}),
  checks: ({options}) => runs(`the buildpack supports the stack ${options.stack}`, {setsEnv: COMPILE_VARIABLES}),
  'pre-compile': (facts) => planHook('pre_compile', facts),
  'package-manager': ({manager, tree}) =>
    runs(
      `${PACKAGE_MANAGERS[manager].file} is in the root${tree.isFile('bin/pre_compile') ? '; bin/pre_compile may change that' : ''}`,
    ),
  'venv-check': () => runs('no virtual environment is in the source'),
  'python-version': ({prediction}) =>
    runs(versionReason(prediction), {
      lines: [versionStep({origin: prediction.python_version_origin!, version: prediction.python_version_requested!})],
    }),
  'restore-cache': planCache,
  python: planPython,
  'package-manager-install': planTool,
  dependencies: planDependencies,
  nltk: planNltk,
  collectstatic: planCollectstatic,
  'profile-scripts': () => runs('processes of the app get their environment from .profile.d'),
  'post-compile': (facts) => planHook('post_compile', facts),
  'save-cache': ({cache}) =>
    cache.status === 'disabled' ? skipped('--no-cache') : runs('for the next build', {lines: [STEP_LINES.savingCache]}),
  release: ({tree}) =>
    runs(tree.isFile('Procfile') ? 'the process types of the Procfile' : 'there is no Procfile: no process types'),
  report: () => runs('what was built, and how it differs from Heroku'),
}

function planHook(name: 'post_compile' | 'pre_compile', {tree}: PlanFacts): StepPlan {
  const script = `bin/${name}`
  if (!tree.isFile(script)) return skipped(`there is no ${script}`)
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
      return skipped('there is no cache')

    case 'reused':
      return runs('nothing has changed that the cache depends on', {lines: [STEP_LINES.restoringCache]})
  }
}

function planPython(facts: PlanFacts): StepPlan {
  const isCached = facts.cache.status === 'reused'
  return runs(isCached ? 'it is in the cache' : interpreterReason(facts), {
    commands: isCached ? [] : [planned(MAKE_PYTHON_HOME)],
    lines: [STEP_LINES.python(facts.pythonVersion, isCached)],
  })
}

function planTool({cache, manager, options, pythonVersion}: PlanFacts): StepPlan {
  const release = options.releases.classic
  const isCached = cache.status === 'reused'
  const {env, path} = TOOL_ENVIRONMENT[manager]
  const usesCache = isCached && manager !== 'pip'
  return runs(isCached ? 'its version is that of the last build' : 'the buildpack has one version of it', {
    commands: isCached ? [] : installToolCommands(manager, pythonVersion, release).map((command) => planned(command)),
    lines: [STEP_LINES.tool(toolsInstalled(manager, pythonVersion, release), usesCache)],
    setsEnv: [...Object.keys(env), ...(path === null ? [] : ['PATH'])],
  })
}

function planDependencies({manager, options, tree}: PlanFacts): StepPlan {
  const shown = installCommand(tree, manager, options.ci)
  const reach = DEPENDENCIES_SEE[manager]
  return runs(`${PACKAGE_MANAGERS[manager].file} says which`, {
    commands: [planned(dependenciesCommand(manager, shown), shown)],
    configVars: reach,
    lines: [STEP_LINES.dependencies(shown)],
    setsEnv: typeof reach === 'string' ? [] : reach.only.filter((name) => options.configVarNames.includes(name)),
  })
}

function planNltk({manager, options, tree}: PlanFacts): StepPlan {
  if (!listsPackage(tree, manager, 'nltk', options.ci))
    return later('it runs if nltk is installed, which the source does not name')
  const packages = nltkPackages(tree)
  if (packages === undefined) return later('nltk is named, but there is no nltk.txt', {lines: [STEP_LINES.nltk]})
  const lines = [STEP_LINES.nltk, STEP_LINES.nltkPackages(packages)]
  return later('nltk is named, and nltk.txt lists its data', {
    commands: [planned(nltkCommand(packages))],
    configVars: 'all-but-blocked',
    lines,
  })
}

/** What Django's files and variables decide; whether it is installed, the build. */
function planCollectstatic({manager, options, tree}: PlanFacts): StepPlan {
  if (tree.isFile('.heroku/collectstatic_disabled'))
    return skipped('.heroku/collectstatic_disabled turns it off', {lines: [STEP_LINES.collectstaticDisabledByFile]})
  if (options.ci || options.collectstaticDisabled) {
    const reason = options.collectstaticDisabled ? 'DISABLE_COLLECTSTATIC turns it off' : 'Heroku CI turns it off'
    return skipped(reason, {lines: [STEP_LINES.collectstaticDisabledByVariable]})
  }

  if (!listsPackage(tree, manager, 'django', options.ci))
    return later('it runs if Django is installed, which the source does not name')
  const script = findManagePy(tree)
  if (script === undefined)
    return skipped('there is no manage.py in the root or up to two folders deep', {
      lines: [STEP_LINES.collectstaticWithoutScript],
    })
  const line = STEP_LINES.collectstatic(script)
  return later(`Django is named, and there is ${script}`, {
    commands: [planned(collectstaticCommand(script), line.replace(/^-----> \$ /, ''))],
    configVars: 'all-but-blocked',
    lines: [line],
  })
}
