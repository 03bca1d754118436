import {committed, treeOf} from '../../../support/checks.js'
import {type Case, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', 'requirements.txt': ''}
const ID = 'source/submodule-unreachable'

const modules = (url: string, more = '') => ({'.gitmodules': `[submodule "lib"]\n\tpath = vendor/lib\n\turl = ${url}\n${more}`})

function row(name: string, more: Record<string, string>, submodules: readonly string[], count: number): Case {
  const files = {...APP, ...more}
  const project = () => ({...committed(treeOf(files)), submodules})
  return {findings: Array.from({length: count}, () => `${ID} error`), name, project, source: files}
}

const LIB = ['vendor/lib']

export const ROWS: readonly Case[] = within(
  [ID],
  [
    row('a submodule by SSH', modules('git@github.com:example/lib.git'), LIB, 1),
    row('a submodule by SSH, of which the commit is not known', modules('git@github.com:example/lib.git'), [], 1),
    row('a submodule by an ssh URL', modules('ssh://git@gitlab.com:22/example/lib.git'), LIB, 1),
    row('a submodule by git://', modules('git://github.com/example/lib'), LIB, 1),
    row('a submodule on somebody’s disk', modules('/home/me/lib'), LIB, 1),
    row('a repository inside, and no .gitmodules', {}, ['theme'], 1),
    row('a repository inside that .gitmodules doesn’t know', modules('https://github.com/example/lib.git'), [...LIB, 'theme'], 1),
    row('a submodule by https', modules('https://github.com/example/lib.git'), LIB, 0),
    row('a submodule beside this repository', modules('../lib.git'), LIB, 0),
    row('a submodule that is not fetched', modules('git@github.com:example/lib.git', '\tupdate = none\n'), LIB, 0),
    row('an entry whose files are committed', {...modules('git@github.com:example/lib.git'), 'vendor/lib/a.py': ''}, [], 0),
    row(
      'an entry that was left behind',
      modules('git@github.com:example/lib.git', '[submodule "b"]\npath = b\nurl = https://example.com/b\n'),
      ['b'],
      0,
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a submodule by https'}
