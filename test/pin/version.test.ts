import {builtInReleases} from '../../src/buildpack/release.js'
import {type Case, conflict, origin, PIP, pipenv, refused, spelling, runCase} from './cases.js'

const {default: standard, latest, newest} = builtInReleases.classic.python

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
    {
      after: {'.python-version': '3.14\n'},
      argv: ['3.14'],
      before: {...PIP, '.python-version': '3.15\n'},
      name: 'nothing goes down from a version that Heroku does not have',
    },
    {
      after: {'.python-version': '3.12\n'},
      argv: ['3.12'],
      before: {...PIP, '.python-version': '3.14\n', 'pyproject.toml': '[project]\nrequires-python = "<3.13"\n'},
      name: 'nothing goes down from a version that the project does not allow',
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
        for (const mode of ['text', 'json'] as const) await runCase(example, mode)
      })
    }
  })
}
