import {parse as dotenv} from 'dotenv'

import {parseEnvFile} from '../../src/local-build/env-file.js'
import {maskValues} from '../../src/platform/masker.js'
import {parseSettings} from '../../src/toolchain/pip-index.js'
import {parseConfiguration} from '../../src/toolchain/pip-configuration.js'
import {readFailure} from '../../src/buildpack/build-log.js'
import {simpleCommands} from '../../src/checks/shared/shell-words.js'
import {
  parseApp,
  parseApps,
  parseBuilds,
  parseConfigVars,
  parseFormation,
  parseImageId,
  parseInstallations,
} from '../../src/platform/answers.js'
import {ApiFailure} from '../../src/platform/client.js'
import {Secret} from '../../src/platform/secret.js'
import {readAppJson} from '../../src/project/app-json.js'
import {pipPackages} from '../../src/package-managers/pip/packages.js'
import {pipenvPackages} from '../../src/package-managers/pipenv/packages.js'
import {poetryPackages} from '../../src/package-managers/poetry/packages.js'
import {uvPackages} from '../../src/package-managers/uv/packages.js'
import {PACKAGE_MANAGERS} from '../../src/package-managers/index.js'
import {readProcfile} from '../../src/project/procfile.js'
import {importsNaming} from '../../src/project/python-source/index.js'
import {interpretModule} from '../../src/project/python-source/interpret.js'
import {LineSplitter} from '../../src/system/lines.js'
import {treeOf} from '../support/checks.js'
import {json, JSONS, ofFile, text, TOML, type Target, URLS} from './target.js'

const LINUX = {
  extra: '',
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_machine: 'x86_64',
  platform_python_implementation: 'CPython',
  platform_system: 'Linux',
  python_full_version: '3.13.5',
  python_version: '3.13',
  sys_platform: 'linux',
}
const PIP = [
  'flask',
  '==3.1.2',
  '>=1,<2',
  '[async]',
  '; sys_platform == "linux"',
  '@ https://example.com/a.whl',
  '-e ',
  'git+https://example.com/a.git@main#egg=a',
  '--hash=sha256:abc',
  '-r a.txt',
  '--extra-index-url ',
  '\\\n',
  '# via flask',
  '${TOKEN}',
  './local',
  String.raw`C:\a.whl`,
]
const LOCKS = [
  ...TOML,
  '[[package]]\n',
  'name = "flask"\n',
  'version = "3.1.2"\n',
  'dependencies = [{name = "a"}]\n',
  '[package.metadata]',
]
const PYTHON = [
  'import os',
  'from a import b',
  'DEBUG = ',
  'True',
  'os.environ["A"]',
  'if ',
  ':\n    ',
  '(',
  ')',
  '[',
  'f"{a}"',
  "'''",
  'def f():\n  ',
  'try:\n  ',
  'except ImportError:\n  ',
  '+',
  'lambda x: ',
  'from .base import *\n',
]
const LOG = [
  '-----> ',
  ' !     Error: ',
  'Installing Python 3.13.5',
  '\u001B[1;31m',
  'remote: ',
  'Traceback',
  '\r',
  'Push rejected',
]
const SECRETS = [new Secret('s3cr3t-value'), new Secret('line one\nline two of a key'), new Secret('postgres://u:p@h/d')]

function answer(name: string, read: (answer: unknown) => unknown): Target {
  const refuses = (error: unknown) => error instanceof ApiFailure
  const words = [...JSONS, '"name"', '"buildpack"', '"url"', '"quantity"', '"status"', '"ordinal"', '"id"', '"oci_image"']
  return {name: `the API's ${name}`, read: (bytes) => read(json(bytes)), refuses, words}
}

/** What the checks, the remote side and a local build read. */
export const APP_TARGETS: readonly Target[] = [
  ofFile('requirements.txt', PIP, (tree) => pipPackages(tree, LINUX, {ci: false})),
  ofFile('Pipfile.lock', [...JSONS, '"default"', '"markers"'], (tree) => pipenvPackages(tree, LINUX, {ci: false})),
  ofFile('poetry.lock', LOCKS, (tree) => poetryPackages(tree, LINUX, {ci: false})),
  ofFile('uv.lock', LOCKS, (tree) => uvPackages(tree, LINUX, {ci: false})),
  ...(['pipenv', 'poetry', 'uv'] as const).map((tool): Target => ({
    name: `whether a lock is fresh: ${tool}`,
    read: (bytes) => PACKAGE_MANAGERS[tool].freshness?.(treeOf(sameBytes(bytes))),
    words: [...LOCKS, ...JSONS],
  })),
  ofFile('Procfile', ['web: ', 'gunicorn', 'a b', ':', '-', '\r', '#', '\uFEFF'], (tree) => readProcfile(tree)),
  ofFile('app.json', [...JSONS, '"buildpacks"', '"scripts"', '"env"'], (tree) => readAppJson(tree)),
  {...ofFile('app.py', PYTHON, (tree) => importsNaming(tree, ['os', 'django', 'nltk.corpus'])), flood: 4000},
  {...ofFile('settings.py', PYTHON, (tree) => interpretModule(tree, 'settings', [''])), flood: 4000},
  {
    name: 'command lines',
    read: (bytes) => simpleCommands(text(bytes)),
    words: ['$PORT', '${PORT:-', '$(', '`', '&&', '||', ';', '>', '<<', 'a'],
  },
  {
    name: 'an env file',
    read: (bytes) => parseEnvFile(text(bytes), dotenv),
    words: ['A=', 'export ', '"', "'", '`', '#', String.raw`\n`, 'b', ': '],
  },
  {
    name: "pip's settings",
    read: (bytes) => parseSettings(text(bytes)),
    words: ['[global]', '[install]', 'index-url', ' = ', ':', '    ', ...URLS],
  },
  {
    name: "what pip's config list prints",
    read: (bytes) => parseConfiguration(text(bytes)),
    words: ['global.', 'install.', 'index-url', "='", "'", '\n', ...URLS],
  },
  {name: 'the log of a build', read: (bytes) => readFailure(text(bytes)), words: LOG},
  {
    name: 'secrets in output',
    read: (bytes) => maskValues(text(bytes), SECRETS),
    words: [...URLS, 's3cr3t', '-value', 'line two'],
  },
  {name: 'lines of output', read: (bytes) => lines(bytes), words: ['a', '\r', '\u001B[2K', '…']},
  answer('app', parseApp),
  answer('apps', parseApps),
  answer('buildpacks', parseInstallations),
  answer('config vars', parseConfigVars),
  answer('formation', parseFormation),
  answer('builds', parseBuilds),
  answer('releases', parseImageId),
]

/** One text in every file that a lock is compared with. */
function sameBytes(bytes: Uint8Array) {
  return {Pipfile: bytes, 'Pipfile.lock': bytes, 'poetry.lock': bytes, 'pyproject.toml': bytes, 'uv.lock': bytes}
}

function lines(bytes: Uint8Array): string[] {
  const splitter = new LineSplitter()
  return [...splitter.push(bytes.subarray(0, 7)), ...splitter.push(bytes.subarray(7)), ...splitter.end()]
}
