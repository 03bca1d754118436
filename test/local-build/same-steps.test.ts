import assert from 'node:assert/strict'
import {readdirSync} from 'node:fs'

import * as fc from 'fast-check'

import type {FileTree} from '../../src/packaging/file-tree.js'
import type {PredictOptions} from '../../src/buildpack/predict.js'

import type {PlannedStep} from '../../src/local-build/plan/build-plan.js'

import {detects} from '../../src/buildpack/detect.js'
import {predict} from '../../src/buildpack/predict.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {CONTAINER_STACK} from '../../src/checks/stack/eol.js'
import {planBuild} from '../../src/local-build/plan/plan.js'
import {appOf, committed, fixtureProject, FIXTURES, reportOf} from '../support/checks.js'
import {corpusTree, readCorpus} from '../support/corpus.js'
import {treeOf} from '../buildpack/tree.js'
import {buildable} from './random-trees.js'

type Options = Required<Pick<PredictOptions, 'ci' | 'collectstaticDisabled' | 'kind' | 'stack'>>

const CLASSIC: Options = {ci: false, collectstaticDisabled: false, kind: 'classic', stack: 'heroku-24'}

/** What the platform prints before the buildpack. */
const DETECTED = '-----> Python app detected'

/** Every line of the plan of a first build: those of a step that the build decides, or that has nothing to do, too. */
function planned(tree: FileTree, options: Options): string[] {
  return planOf(tree, options)
    .flatMap(({stepLines}) => stepLines)
    .filter((line) => line !== DETECTED)
}

function planOf(tree: FileTree, options: Options): readonly PlannedStep[] {
  const {steps} = planBuild(committed(tree), {
    ...options,
    buildpacks: [],
    cached: null,
    configVarNames: [],
    interpreter: null,
    releases: builtInReleases,
  })
  return steps
}

/** `build.steps` of `heroku python:doctor --json`. */
function diagnosed(tree: FileTree, {collectstaticDisabled, kind, stack}: Options): string[] {
  const configVars = collectstaticDisabled ? {DISABLE_COLLECTSTATIC: '1'} : {}
  const app = appOf({configVars, kind, ...(kind === 'classic' && {stack})})
  return reportOf(committed(tree), {app, checks: []}).prediction.steps
}

function assertSame(tree: FileTree, options: Options): string[] {
  const steps = planned(tree, options)
  assert.deepEqual(predict(tree, options).steps, steps)
  // The doctor knows no build of Heroku CI; and no buildpack builds an app on the container stack.
  if (!options.ci && options.stack !== CONTAINER_STACK) assert.deepEqual(diagnosed(tree, options), steps)
  return steps
}

describe("the doctor's steps are the plan's", () => {
  for (const name of readdirSync(FIXTURES))
    it(`of the fixture ${name}`, async () => {
      const {tree} = await fixtureProject(name)
      for (const kind of ['classic', 'cnb'] as const)
        for (const ci of [false, true]) if (kind === 'classic' || !ci) assertSame(tree, {...CLASSIC, ci, kind})
    })

  it('of every tree of the corpus that is detected', () => {
    let count = 0
    for (const {files, stack} of readCorpus()) {
      const tree = corpusTree(files)
      for (const kind of ['classic', 'cnb'] as const) {
        if (!detects(tree, builtInReleases[kind].files.detected)) continue
        count += 1
        assertSame(tree, {...CLASSIC, kind, stack})
      }
    }

    assert.ok(count > 500, `${count} trees`)
  })

  it('of random trees, and they are those of what the build installs', () => {
    fc.assert(
      fc.property(buildable, ({tree, options, installs, ...rest}) => {
        const steps = assertSame(tree, {...CLASSIC, ...options, ...rest.disabled}).join('\n')
        const hasDjango = installs.has('django') && !options.ci && !rest.disabled.collectstaticDisabled
        assert.equal(/collectstatic --noinput|Running 'manage.py collectstatic'/.test(steps), hasDjango, steps)
        if (options.kind === 'classic') assert.equal(steps.includes('Downloading NLTK'), installs.has('nltk'), steps)
      }),
      {numRuns: 300},
    )
  })

  const APP = {'.python-version': '3.13\n', 'manage.py': ''}
  const locked = (name: string, more = '') => `[[package]]\nname = "${name}"\nversion = "1.0"\n${more}`
  const root = (more: string) => `[[package]]\nname = "shop"\nversion = "1"\nsource = { virtual = "." }\n${more}`
  const uv = {...APP, 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n'}
  const poetry = {
    ...APP,
    'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.9"\n[tool.poetry.group.dev.dependencies]\ndjango = "*"\n',
  }

  /** Trees of which two readers once gave two answers. */
  const cases: [title: string, files: Record<string, Buffer | string>, why: RegExp | null][] = [
    [
      'a marker for another platform',
      {...APP, 'requirements.txt': 'django==5.2.7; sys_platform == "win32"\n'},
      /the source lists it where this build doesn't install from/,
    ],
    ['an include that is continued', {...APP, 'req/base.txt': 'django\n', 'requirements.txt': '-r \\\nreq/base.txt\n'}, null],
    ['UTF-16 with its mark', {...APP, 'requirements.txt': Buffer.from('\uFEFFDjango==5.2.7\n', 'utf16le')}, null],
    ['a requirement that is continued', {...APP, 'requirements.txt': 'Dj\\\nango \\\n >=5 # the site\n'}, null],
    ['a name with extras and a URL', {...APP, 'requirements.txt': 'Django[argon2] @ https://example.com/d.zip\n'}, null],
    ['a repository by its egg', {...APP, 'requirements.txt': '-e git+https://example.com/d#egg=django\n'}, null],
    [
      'a constraint alone',
      {...APP, 'limits.txt': 'django<6\n', 'requirements.txt': '-c limits.txt\nsix\n'},
      /the source lists it where this build doesn't install from/,
    ],
    ['a comment', {...APP, 'requirements.txt': 'six # django\n'}, /; it is not a dependency$/],
    [
      'a file that is not here',
      {...APP, 'requirements.txt': '-r https://example.com/requirements.txt\n'},
      /; the source doesn't show if it is$/,
    ],
    ['a folder of the app', {...APP, 'lib/setup.py': '', 'requirements.txt': './lib\n'}, /the source doesn't show if it is$/],
    [
      "uv's group dev",
      {...uv, 'uv.lock': `version = 1\n${locked('django')}${root('[package.dev-dependencies]\ndev = [{ name = "django" }]\n')}`},
      /it is only in dev, and this build skips those$/,
    ],
    [
      "an extra of uv's",
      {...uv, 'uv.lock': `${locked('django')}${root('[package.optional-dependencies]\nweb = [{ name = "django" }]\n')}`},
      /only in web/,
    ],
    [
      'a package that another asks for, in uv.lock',
      {
        ...uv,
        'uv.lock': `${locked('django')}${locked('wagtail', 'dependencies = [{ name = "django" }]\n')}${root('dependencies = [{ name = "wagtail" }]\n')}`,
      },
      null,
    ],
    ["Poetry's group dev", {...poetry, 'poetry.lock': locked('django', 'groups = ["dev"]\n')}, /only in dev/],
    ["Poetry's group dev, in an old lock", {...poetry, 'poetry.lock': locked('django')}, /only in dev/],
    [
      'an extra of Poetry’s',
      {...poetry, 'poetry.lock': locked('django', 'optional = true\ngroups = ["main"]\nmarkers = "extra == \\"web\\""\n')},
      /the source lists it where this build doesn't install from/,
    ],
    ['CRLF in poetry.lock', {...poetry, 'poetry.lock': locked('Django', 'groups = ["main"]\n').replaceAll('\n', '\r\n')}, null],
    ["Pipenv's develop", {...APP, 'Pipfile.lock': '{"develop": {"django": {}}}'}, /only in develop/],
    [
      'a marker in Pipfile.lock',
      {...APP, 'Pipfile.lock': '{"default": {"django": {"markers": "os_name == \'nt\'"}}}'},
      /the source lists it where this build doesn't install from/,
    ],
  ]
  for (const [title, files, why] of cases) {
    for (const kind of ['classic', 'cnb'] as const) {
      if (kind === 'cnb' && 'Pipfile.lock' in files) continue
      it(`of ${title}: ${why === null ? 'collectstatic' : 'none'} (${kind})`, () => {
        const tree = treeOf(files)
        const steps = assertSame(tree, {...CLASSIC, kind}).join('\n')
        assert.equal(/collectstatic --noinput|'manage.py collectstatic'/.test(steps), why === null, steps)
        const {decision} = planOf(tree, {...CLASSIC, kind}).find(({id}) => id === 'collectstatic')!
        assert.match(decision.reason, why ?? /^Django is a dependency, and the source has manage\.py/)
      })
    }
  }

  it('of the dependencies of tests, on Heroku CI', () => {
    const ci = (files: Record<string, string>) => assertSame(treeOf(files), {...CLASSIC, ci: true}).join('\n')
    const downloads = /Downloading NLTK/
    const group = (dev: string) => root(`[package.dev-dependencies]\n${dev} = [{ name = "nltk" }]\n`)
    assert.match(ci({...uv, 'uv.lock': locked('nltk') + group('dev')}), downloads)
    assert.doesNotMatch(ci({...uv, 'uv.lock': locked('nltk') + group('docs')}), downloads)
    const defaults = `${uv['pyproject.toml']}[tool.uv]\ndefault-groups = ["docs"]\n`
    assert.match(ci({...uv, 'pyproject.toml': defaults, 'uv.lock': locked('nltk') + group('docs')}), downloads)
    assert.match(ci({...poetry, 'poetry.lock': locked('nltk', 'groups = ["dev"]\n')}), downloads)
    const optional = `${poetry['pyproject.toml']}[tool.poetry.group.dev]\noptional = true\n`.replace(
      '[tool.poetry.group.dev.dependencies]\ndjango = "*"\n',
      '',
    )
    assert.doesNotMatch(
      ci({...poetry, 'poetry.lock': locked('nltk', 'groups = ["dev"]\n'), 'pyproject.toml': optional}),
      downloads,
    )
    assert.match(ci({...APP, 'requirements-test.txt': '-r more.txt\n', 'requirements.txt': '', 'more.txt': 'nltk\n'}), downloads)
    assert.doesNotMatch(ci({...APP, 'requirements-dev.txt': 'nltk\n', 'requirements.txt': ''}), downloads)
  })
})
