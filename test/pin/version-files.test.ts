import {builtInReleases} from '../../src/buildpack/release.js'
import {type Case, file, PIP, unchanged, runCase} from './cases.js'

const {default: standard} = builtInReleases.classic.python
const UTF16 = Buffer.from('\uFEFF# ours\r\n3.13\r\n', 'utf16le')

/** Folders in every state that the version checks know. */
describe('python:pin, the version files', () => {
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
      name: 'a misspelled name: renamed, and fixed in the same change',
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
