import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {runCommand} from '../support/run-command.js'
import {type Sketch, TestFolder} from './folder.js'

const {default: standard, latest, newest} = builtInReleases.classic.python
const PIP = {'requirements.txt': 'flask==3.1.2\n'}
const UTF16 = Buffer.from('\uFEFF# ours\r\n3.13\r\n', 'utf16le')

interface Case {
  name: string
  before: Sketch
  argv?: string[]
  /** What is there afterwards; null: gone. What isn't named is as before. */
  after?: Record<string, null | string>
  exitCode?: 0 | 1 | 2
  /** Of the JSON document. */
  json?: Record<string, unknown>
  /** Version findings that are what was asked for. */
  findings?: string[]
}

/** The command as a user types it, in folders of every state that the version checks know. Each case shows the tree before and after. */
describe('python:pin, the version', () => {
  table('every spelling of a version', [
    spelling('3', {'.python-version': `${newest}\n`}),
    spelling('3.13', {'.python-version': '3.13\n'}),
    spelling('3.13.2', {'.python-version': '3.13\n'}),
    spelling('v3.13', {'.python-version': '3.13\n'}),
    spelling('python-3.13', {'.python-version': '3.13\n'}),
    spelling('python3.13', {'.python-version': '3.13\n'}),
    spelling('3.13.x', {'.python-version': '3.13\n'}),
    spelling('latest', {'.python-version': `${newest}\n`}),
    {...spelling('3.10', {'.python-version': '3.10\n'}), findings: ['version/deprecated']},
    refused('3.13t', 'version-unsupported'),
    refused('3.15.0rc1', 'version-unsupported'),
    refused('pypy3.10', 'version-unsupported'),
    refused('3.9', 'version-dropped'),
    refused('2.7', 'version-dropped'),
    refused('2', 'version-dropped'),
    refused('3.15', 'version-unknown'),
    refused('4', 'version-unknown'),
    ...['junk', '', '>=3.12', '3.12,3.13', '-3', '3.', '../etc'].map((typed) => ({
      argv: ['--', typed],
      before: PIP,
      exitCode: 2 as const,
      json: {error: {id: 'usage'}},
      name: JSON.stringify(typed),
    })),
  ])

  table('--exact', [
    {...spelling('3.13', {'.python-version': `${latest['3.13']}\n`}, '--exact'), findings: ['version/patch-pinned']},
    {...spelling('3.13.2', {'.python-version': '3.13.2\n'}, '--exact'), findings: ['version/patch-pinned']},
    refused('3.13.999', 'patch-unknown', '--exact'),
    {
      after: {'.python-version': '3.12.4\n', 'runtime.txt': null},
      argv: ['--exact'],
      before: {...PIP, 'runtime.txt': 'python-3.12.4\n'},
      findings: ['version/patch-pinned'],
      name: 'keeps the patch release of an origin',
    },
  ])

  table('origins, each with its reason', [
    origin('the default', {}, standard, 'default'),
    origin('runtime.txt', {'runtime.txt': 'python-3.12.4\n'}, '3.12', 'runtime.txt'),
    origin(
      'runtime.txt, before a .python-version',
      {'.python-version': '3.13\n', 'runtime.txt': 'python-3.12.4'},
      '3.12',
      'runtime.txt',
    ),
    origin('Pipfile.lock', {...pipenv('3.12')}, '3.12', 'Pipfile.lock'),
    origin(
      'the only version that requires-python allows',
      {'pyproject.toml': '[project]\nrequires-python = "==3.12.*"\n'},
      '3.12',
      'pyproject.toml',
    ),
    origin(
      "the only version that Poetry's constraint allows",
      {'pyproject.toml': '[tool.poetry.dependencies]\npython = "~3.12"\n'},
      '3.12',
      'pyproject.toml',
    ),
    origin(
      'the newest allowed, where the default is left out',
      {'pyproject.toml': '[project]\nrequires-python = ">=3.11,<3.14"\n'},
      '3.13',
      'pyproject.toml',
    ),
    origin(
      'the default, where more is allowed',
      {'pyproject.toml': '[project]\nrequires-python = ">=3.11"\n'},
      standard,
      'default',
    ),
    origin(
      'Pipfile',
      {Pipfile: '[requires]\npython_version = "3.12"\n', 'Pipfile.lock': '{}', 'requirements.txt': {link: '/nowhere'}},
      '3.12',
      'Pipfile',
    ),
    origin('the first of several, as pyenv', {'.python-version': '3.13\n3.12\n'}, '3.13', '.python-version'),
    origin('the default, where a file may mean anything', {'.python-version': 'system\n'}, standard, 'default'),
  ])

  table('each state of the version files that the checks know', [
    file('a patch release', '3.13.5\n', '3.13\n'),
    file('a prefix', 'python-3.13.5\n', '3.13\n'),
    file('quotes', '"3.13"\n', '3.13\n'),
    file('a wildcard', '3.13.*\n', '3.13\n'),
    file('a comment behind the version stays', '3.13 # for Heroku\n', '# for Heroku\n3.13\n'),
    file('a leading zero', '3.013\n', '3.13\n'),
    file('a zero width space', '\u200B3.13\n', '3.13\n'),
    file('comments stay in their places', '# one\r\n\r\n3.13.1\r\n# two\r\n', '# one\n\n3.13\n# two\n'),
    file('a byte order mark', '\uFEFF3.13\n', '3.13\n'),
    file('UTF-16', UTF16, '# ours\n3.13\n'),
    file('a comment in a legacy code page', Buffer.from('# caf\u00E9\n"3.13"\n', 'latin1'), '# café\n3.13\n'),
    file('the same version twice', '3.13\n3.13\n', '3.13\n'),
    file('only comments', '# nothing\n', `# nothing\n${standard}\n`),
    file('empty', '', `${standard}\n`),
    {
      after: {'.python-version': '# why\n3.13\n', '.python-version.txt': null},
      before: {...PIP, '.python-version.txt': '# why\n3.13.1\n'},
      json: {
        edits: [
          {action: 'rename', path: '.python-version.txt', to: '.python-version'},
          {action: 'write', path: '.python-version'},
        ],
      },
      name: 'a misspelled name: renamed, and mended in the same change',
    },
    {
      after: {'python-version': null},
      before: {...PIP, '.python-version': '3.13\n', 'python-version': '3.12\n'},
      json: {edits: [{action: 'delete', path: 'python-version'}], version: '3.13'},
      name: 'a misspelled name beside the right one',
    },
    {
      after: {'.python-version': '3.12\n', '.python_version': null, python_version: null, 'runtime.txt': null},
      before: {...PIP, '.python_version': '3.12\n', python_version: '3.11\n', 'runtime.txt': 'python-3.12\n'},
      name: 'several misspelled names and a runtime.txt',
    },
    {
      after: {'.python-version': '# since 2021\n3.12\n', 'runtime.txt': null},
      before: {...PIP, 'runtime.txt': '# since 2021\npython-3.12.1\n'},
      name: "runtime.txt's comments are kept",
    },
    {
      after: {'.python-version': `${standard}\n`, 'runtime.txt': null},
      before: {...PIP, 'runtime.txt': 'whatever\n'},
      name: 'a runtime.txt without meaning',
    },
    {
      after: {'.python-version': `${standard}\n`},
      before: {'pyproject.toml': '[project]\nname = "a"\nversion = "1"\n', 'uv.lock': 'version = 1\n'},
      name: 'uv without a version file',
    },
  ])

  table('nothing to do', [
    unchanged('a major version', '3.13\n'),
    unchanged('no line end', '3.13'),
    unchanged('Windows line ends', '# ours\r\n3.13\r\n'),
    {
      argv: ['3.13'],
      before: {...PIP, '.python-version': '3.13\n'},
      json: {applied: false, edits: []},
      name: 'the version asked for',
    },
  ])

  table('constraints that conflict', [
    conflict('requires-python', {'pyproject.toml': '[project]\nname = "a"\nrequires-python = ">=3.14"\n'}, '3.13', [
      'heroku python:pin 3.14',
      String.raw`sed -i.bak '3s/>=3\.14/>=3.13/' pyproject.toml`,
    ]),
    conflict(
      "Poetry's python",
      {'poetry.lock': '', 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.14"\n', 'requirements.txt': {link: '/x'}},
      '3.13',
      ['heroku python:pin 3.14', String.raw`sed -i.bak '2s/\^3\.14/^3.13/' pyproject.toml && poetry lock`],
    ),
    conflict(
      'the Pipfile, in which pyproject.toml has no say',
      {...pipenv('3.12'), 'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n'},
      '3.13',
      ['heroku python:pin 3.12', String.raw`sed -i.bak '2s/3\.12/3.13/' Pipfile && pipenv lock`],
    ),
    conflict('a constraint that nothing on Heroku meets', {'pyproject.toml': '[project]\nrequires-python = "<3.9"\n'}, '3.13', [
      String.raw`sed -i.bak '2s/<3\.9/>=3.13/' pyproject.toml`,
    ]),
  ])

  table('downgrades', [
    {
      argv: ['3.12'],
      before: {...PIP, '.python-version': '3.13\n'},
      exitCode: 1,
      json: {refusal: {id: 'downgrade'}},
      name: 'refused',
    },
    {
      after: {'.python-version': '3.12\n'},
      argv: ['3.12', '--yes'],
      before: {...PIP, '.python-version': '3.13\n'},
      name: 'made with --yes',
    },
    {
      argv: ['3.13.1', '--exact'],
      before: {...PIP, '.python-version': '3.13.2\n'},
      exitCode: 1,
      json: {refusal: {id: 'downgrade'}},
      name: 'of the patch release',
    },
    {
      after: {'.python-version': '3.13\n'},
      argv: ['3.13'],
      before: {...PIP, '.python-version': '3.13.2\n'},
      name: 'the major form is none',
    },
    {
      after: {'.python-version': '3.12\n'},
      argv: ['3.12'],
      before: PIP,
      name: 'nothing goes down from a default that nobody chose',
    },
  ])

  table('--check and --dry-run write nothing', [
    {argv: ['--check'], before: PIP, exitCode: 1, json: {applied: false}, name: '--check where a change is missing'},
    {
      argv: ['--check'],
      before: {...PIP, '.python-version': '3.13\n'},
      json: {applied: false, edits: []},
      name: '--check where all is well',
    },
    {argv: ['3.12', '--check'], before: {...PIP, '.python-version': '3.13\n'}, exitCode: 1, name: '--check of a downgrade'},
    {argv: ['--dry-run'], before: PIP, json: {applied: false}, name: '--dry-run'},
    {argv: ['3.9', '--dry-run'], before: PIP, exitCode: 1, name: '--dry-run of a refused version'},
    {argv: ['--check', '--dry-run'], before: PIP, exitCode: 2, name: 'both'},
    {argv: ['3.13', '--dependencies'], before: PIP, exitCode: 2, name: 'a version with --dependencies'},
    {argv: ['--upgrade'], before: PIP, exitCode: 2, name: '--upgrade alone'},
  ])
})

function table(title: string, cases: Case[]): void {
  describe(title, () => {
    for (const example of cases) {
      it(example.name, async () => {
        for (const mode of ['text', 'json'] as const) await run(example, mode)
      })
    }
  })
}

async function run(
  {after = {}, argv = [], before, exitCode = 0, findings = [], json = {}}: Case,
  mode: 'json' | 'text',
): Promise<void> {
  const folder = await TestFolder.make(before)
  try {
    const expected = Object.entries({...(await folder.tree()), ...after}).filter(([, contents]) => contents !== null)
    const flags = ['--offline', '--source', folder.path, ...(mode === 'json' ? ['--json'] : [])]
    const result = await runCommand(Pin, [...flags, ...argv])
    assert.equal(result.exitCode, exitCode, result.stdout + result.stderr)
    assert.deepEqual(await folder.tree(), Object.fromEntries(expected))
    assert.doesNotMatch(result.stdout + result.stderr, /\n\s+at /)
    if (mode === 'json') assertContains(JSON.parse(result.stdout), {schemaVersion: 1, ...json})
    if (Object.keys(after).length > 0) assert.deepEqual(await versionFindings(folder), findings)
  } finally {
    await folder.remove()
  }
}

/** What the doctor's version checks say of the files on disk. */
async function versionFindings(folder: TestFolder): Promise<string[]> {
  const {stdout} = await runCommand(Doctor, ['--offline', '--dirty', '--source', folder.path, '--only', 'version', '--json'])
  return (JSON.parse(stdout) as {findings: {id: string}[]}).findings.map(({id}) => id)
}

function assertContains(actual: unknown, expected: unknown): void {
  if (typeof expected !== 'object' || expected === null) assert.equal(actual, expected)
  else for (const [key, value] of Object.entries(expected)) assertContains((actual as Record<string, unknown>)[key], value)
}

function spelling(typed: string, after: Record<string, string>, ...flags: string[]): Case {
  return {after, argv: [typed, ...flags], before: PIP, json: {applied: true, origin: 'argument'}, name: typed}
}

function refused(typed: string, id: string, ...flags: string[]): Case {
  return {argv: [typed, ...flags], before: PIP, exitCode: 1, json: {applied: false, edits: [], refusal: {id}}, name: typed}
}

function origin(name: string, files: Sketch, version: string, from: string): Case {
  const after = {'.python-version': `${version}\n`, ...('runtime.txt' in files && {'runtime.txt': null})}
  return {after, before: {...PIP, ...files}, json: {origin: from, version}, name}
}

function file(name: string, contents: Buffer | string, after: string): Case {
  return {after: {'.python-version': after}, before: {...PIP, '.python-version': contents}, json: {applied: true}, name}
}

function unchanged(name: string, contents: string): Case {
  return {before: {...PIP, '.python-version': contents}, json: {applied: false, edits: []}, name}
}

function conflict(name: string, files: Sketch, typed: string, commands: string[]): Case {
  return {argv: [typed], before: {...PIP, ...files}, exitCode: 1, json: {refusal: {commands, id: 'outside-constraint'}}, name}
}

function pipenv(version: string): Sketch {
  return {
    Pipfile: `[requires]\npython_version = "${version}"\n`,
    'Pipfile.lock': JSON.stringify({_meta: {requires: {python_version: version}}, default: {}}),
    'requirements.txt': {link: '/nowhere'},
  }
}
