import * as fc from 'fast-check'

import type {FileTree} from '../../src/packaging/file-tree.js'

import {treeOf} from '../buildpack/tree.js'

/** Trees that build, of which it is known by construction what the build installs. */
interface Buildable {
  tree: FileTree
  options: {ci: boolean; kind: 'classic' | 'cnb'}
  disabled: {collectstaticDisabled: boolean}
  /** Of django and nltk, those that are installed. */
  installs: ReadonlySet<string>
}

type Files = Record<string, Buffer | string>

/** One package, and where it is asked for. */
interface Wish {
  name: 'django' | 'nltk' | 'six'
  spelling: string
  /** What is written behind the name. */
  form: {marker: string; holds: boolean}
  /** `main`: each build; `test`: Heroku CI too; `other`: none. */
  group: 'main' | 'other' | 'test'
}

const NAMES: readonly (readonly [Wish['name'], string])[] = [
  ['django', 'Django'],
  ['django', 'DJANGO'],
  ['nltk', 'NLTK'],
  ['six', 'six'],
]

const MARKERS = [
  {holds: true, marker: ''},
  {holds: true, marker: 'sys_platform == "linux"'},
  {holds: true, marker: 'python_version >= "3.9" and os_name != "nt"'},
  {holds: false, marker: 'sys_platform == "win32"'},
  {holds: false, marker: "os_name == 'nt' or python_version < '3.9'"},
  {holds: false, marker: 'extra == "web"'},
]

const wish: fc.Arbitrary<Wish> = fc
  .record({
    form: fc.constantFrom(...MARKERS),
    group: fc.constantFrom('main' as const, 'main' as const, 'other' as const, 'test' as const),
    spelled: fc.constantFrom(...NAMES),
  })
  .map(({spelled: [name, spelling], ...rest}) => ({...rest, name, spelling}))

/** Each package once: two wishes for one would be a matter of their groups together. */
const wishes = fc.uniqueArray(wish, {maxLength: 3, selector: ({name}) => name})

function isInstalled({form, group}: Wish, ci: boolean): boolean {
  return form.holds && (group === 'main' || (ci && group === 'test'))
}

/** How a requirements file may be written: pip reads all of these alike. */
interface Style {
  encode(text: string): Buffer
  /** Between a requirement and its marker. */
  joint: string
  include: (file: string) => string
}

const style: fc.Arbitrary<Style> = fc.record({
  encode: fc.constantFrom(
    (text: string) => Buffer.from(text),
    (text: string) => Buffer.from(text.replaceAll('\n', '\r\n')),
    (text: string) => Buffer.from(`\uFEFF${text}`),
    (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    (text: string) => Buffer.from(`# -*- coding: latin-1 -*-\n# \u00E9\n${text}`, 'latin1'),
  ),
  include: fc.constantFrom(
    (file: string) => `-r ${file}\n`,
    (file: string) => `-r \\\n${file}\n`,
    (file: string) => `--requirement=${file} # more\n`,
    (file: string) => `-r${file}\n`,
  ),
  joint: fc.constantFrom(' ; ', ';', ' \\\n  ; '),
})

interface Source {
  wished: readonly Wish[]
  style: Style
  /** A package is asked for in a file that another includes. */
  isIncluded: boolean
  /** Poetry's lock names groups, as since 2.0; uv's app is the root of its workspace. */
  isModern: boolean
}

const requirement = ({form: {marker}, spelling}: Wish, joint: string) =>
  `${spelling}[a] >= 1.0${marker === '' ? '' : `${joint}${marker}`}\n`

function pipFiles({isIncluded, style: {encode, include, joint}, wished}: Source): Files {
  const linesOf = (group: Wish['group']) =>
    wished
      .filter((one) => one.group === group)
      .map((one) => requirement(one, joint))
      .join('')
  const main = isIncluded
    ? {'req/base.txt': encode(linesOf('main')), 'requirements.txt': encode(include('req/base.txt'))}
    : {'requirements.txt': encode(linesOf('main'))}
  return {
    ...main,
    'constraints.txt': 'django<6\nnltk==3.9\n',
    'requirements-dev.txt': encode(`-r requirements.txt\n-c constraints.txt\n${linesOf('other')}`),
    'requirements-test.txt': encode(linesOf('test')),
  }
}

function pipenvFiles({wished}: Source): Files {
  const section = (group: Wish['group']) =>
    Object.fromEntries(
      wished
        .filter((one) => one.group === group)
        .map(({form, spelling}) => [spelling, {version: '==1.0', ...(form.marker !== '' && {markers: form.marker})}]),
    )
  const lock = {_meta: {}, default: section('main'), develop: section('test'), docs: section('other')}
  return {Pipfile: '', 'Pipfile.lock': JSON.stringify(lock, null, 4)}
}

const lockedTable = (name: string, more = '') => `[[package]]\nname = "${name.toLowerCase()}"\nversion = "1.0"\n${more}\n`
const quoted = (text: string) => JSON.stringify(text)

function poetryFiles({isModern, wished}: Source): Files {
  const groups = {main: 'main', other: 'docs', test: 'dev'}
  const table = ({form: {marker}, group, name}: Wish) =>
    lockedTable(name, isModern ? `groups = ["${groups[group]}"]\n${marker === '' ? '' : `markers = ${quoted(marker)}\n`}` : '')
  const asked = (group: Wish['group']) =>
    wished
      .filter((one) => one.group === group)
      .map(
        ({form: {marker}, spelling}) => `${spelling} = {version = "*"${marker === '' ? '' : `, markers = ${quoted(marker)}`}}\n`,
      )
      .join('')
  return {
    'poetry.lock': wished.map((one) => table(one)).join(''),
    'pyproject.toml': `[tool.poetry.dependencies]\npython = "^3.9"\n${asked('main')}[tool.poetry.group.dev.dependencies]\n${asked('test')}[tool.poetry.group.docs]\noptional = true\n[tool.poetry.group.docs.dependencies]\n${asked('other')}`,
  }
}

function uvFiles({isModern, wished}: Source): Files {
  const edges = (group: Wish['group']) =>
    wished
      .filter((one) => one.group === group)
      .map(({form: {marker}, name}) => `{ name = "${name}"${marker === '' ? '' : `, marker = ${quoted(marker)}`} }`)
      .join(', ')
  const source = isModern ? '{ virtual = "." }' : '{ editable = "." }'
  const root = `[[package]]\nname = "shop"\nversion = "1"\nsource = ${source}\ndependencies = [${edges('main')}]\n[package.optional-dependencies]\nweb = [${edges('other')}]\n[package.dev-dependencies]\ndev = [${edges('test')}]\n`
  return {
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n',
    'uv.lock': `version = 1\nrequires-python = ">=3.9"\n${wished.map(({name}) => lockedTable(name)).join('')}${root}`,
  }
}

const MANAGERS = {pip: pipFiles, pipenv: pipenvFiles, poetry: poetryFiles, uv: uvFiles}

export const buildable: fc.Arbitrary<Buildable> = fc
  .record({
    ci: fc.boolean(),
    collectstaticDisabled: fc.boolean(),
    isIncluded: fc.boolean(),
    isModern: fc.boolean(),
    kind: fc.constantFrom('classic' as const, 'cnb' as const),
    manager: fc.constantFrom(...(Object.keys(MANAGERS) as (keyof typeof MANAGERS)[])),
    more: fc.subarray([['nltk.txt', 'a\nb\n'] as const, ['bin/pre_compile', ''] as const, ['bin/post_compile', ''] as const]),
    style,
    wished: wishes,
  })
  .map(({ci: isCi, collectstaticDisabled, kind: wanted, manager, more, ...source}) => {
    // The Cloud Native Buildpack has no Pipenv, no build of Heroku CI and no variable that turns collectstatic off.
    const kind = manager === 'pipenv' ? 'classic' : wanted
    const ci = isCi && kind === 'classic'
    const files: Files = {...MANAGERS[manager](source), ...Object.fromEntries(more), '.python-version': '3.13\n', 'manage.py': ''}
    const installed = source.wished.filter((one) => isInstalled(one, ci)).map(({name}) => name)
    return {
      disabled: {collectstaticDisabled: collectstaticDisabled && kind === 'classic'},
      installs: new Set(installed),
      options: {ci, kind},
      tree: treeOf(files),
    }
  })
