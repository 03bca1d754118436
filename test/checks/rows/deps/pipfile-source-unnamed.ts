import {built, type Case, within} from '../../case.js'

const ID = 'deps/pipfile-source-unnamed'

const app = (source: string) => ({
  Pipfile: `[[source]]\n${source}\n\n[packages]\n\n[requires]\npython_version = "3.13"\n`,
  'Pipfile.lock': '{"_meta": {"requires": {"python_version": "3.13"}}, "default": {}, "develop": {}}',
})
const URL = 'url = "https://index.example/simple"'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a source of a Pipfile without a name', app(URL), [`${ID} error`]),
    built('the second source of a Pipfile without a name', app(`name = "one"\n${URL}\n\n[[source]]\n${URL}`), [`${ID} error`]),
    built('a source of a Pipfile with a name', app(`name = "pypi"\n${URL}`), []),
    built('a Pipfile beside a requirements.txt alone', {Pipfile: `[[source]]\n${URL}\n`, 'requirements.txt': ''}, []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a source of a Pipfile with a name'}
