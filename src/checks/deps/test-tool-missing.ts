import type {PackageManager} from '../../buildpack/release.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {installedPackages} from '../../buildpack/installed-packages.js'
import {readAppJson} from '../../project/app-json.js'
import {packageManager} from '../facts.js'
import {hasUnnamed, installsMore} from '../shared/installed.js'
import {startCommands} from '../shared/start-command.js'

/** What tests are run with: the program → the distribution that has it. Source: the console scripts of each. */
const TOOLS: Readonly<Record<string, string>> = {
  behave: 'behave',
  black: 'black',
  coverage: 'coverage',
  flake8: 'flake8',
  isort: 'isort',
  mypy: 'mypy',
  nose2: 'nose2',
  nosetests: 'nose',
  nox: 'nox',
  'py.test': 'pytest',
  pylint: 'pylint',
  pytest: 'pytest',
  robot: 'robotframework',
  ruff: 'ruff',
  tox: 'tox',
}

/** How each manager adds a package that is for tests alone. */
const ADD: Readonly<Record<PackageManager, (name: string) => string>> = {
  pip: (name) => `echo '${name}' >> requirements-test.txt && git add requirements-test.txt`,
  pipenv: (name) => `pipenv install --dev ${name}`,
  poetry: (name) => `poetry add --group dev ${name}`,
  uv: (name) => `uv add --dev ${name}`,
}

export const testToolMissing: Check = {
  id: 'deps/test-tool-missing',
  title: "a tool that Heroku CI runs isn't installed",
  severity: 'warning',
  docs: {
    what: 'The test script of `app.json` (`environments.test.scripts.test`) runs pytest, tox, coverage or a similar tool, and none of the packages that Heroku CI installs provides it.',
    why: 'For tests, the buildpack installs `requirements.txt` and `requirements-test.txt` with pip. With uv it installs the default groups, with Poetry every group that isn\'t optional, and with Pipenv the development packages. It skips other files and extras, so the test run fails with "command not found".',
    fix: 'Add the tool where Heroku CI looks: to `requirements-test.txt`, or to the development group.',
    example: '`"test": "pytest"` in `app.json`, and pytest in `requirements-dev.txt` alone',
    link: 'https://devcenter.heroku.com/articles/heroku-ci#test-scripts',
  },
  run(context) {
    const script = readAppJson(context.project.tree)?.test
    const manager = packageManager(context)
    // What installs more, the script itself too, may install the tool.
    if (!script || manager === null || /\binstall\b/.test(script.command) || hasUnnamed(context) || installsMore(context))
      return []
    const {list, more} = installedOnCi(context, manager)
    const told = new Set<string>()
    return startCommands(script.command).flatMap(({program}): Finding[] => {
      const name = Object.hasOwn(TOOLS, program) ? TOOLS[program]! : undefined
      if (name === undefined || told.has(name) || list.has(name) || more(name)) return []
      told.add(name)
      return [
        {
          file: 'app.json',
          fix: {command: ADD[manager](name), kind: 'ask'},
          ...(script.line !== undefined && {line: script.line}),
          message: `Heroku CI fails with "${program}: command not found": the test script in app.json runs it, but CI doesn't install ${name}.`,
        },
      ]
    })
  },
}

/** The packages of a test run, and whether one of them brings another along: `pytest-django` brings pytest. */
function installedOnCi(context: CheckContext, manager: PackageManager): {list: ReadonlySet<string>; more(name: string): boolean} {
  const {kind, project, version} = context
  const {complete, installed, isWhole} = installedPackages(project.tree, manager, {kind, ...version, ci: true})
  const list = new Set(installed.map(({name}) => name))
  return {
    list,
    more: (name) => !isWhole || (!complete && [...list].some((one) => one.startsWith(`${name}-`) || one.endsWith(`-${name}`))),
  }
}
