import {built, type Case, within} from '../../case.js'

const ID = 'deps/requires-python'

const app = (python: string, requirements: string) => ({
  '.python-version': `${python}\n`,
  'requirements.txt': `${requirements}\n`,
})
const OTHER = {online: {forOtherPythons: new Map([['acme', {requires: '>=3.12', version: '2.0'}]])}}

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a Django for newer Pythons', app('3.11', 'Django==6.0'), [`${ID} error`]),
    built('a Django for this Python', app('3.12', 'Django==6.0'), []),
    built('a SciPy for older Pythons', app('3.13', 'scipy==1.10.1'), [`${ID} error`]),
    built('a SciPy without an upper end', app('3.13', 'scipy==1.14.1'), []),
    built('a package of which the index says that it is for newer Pythons', app('3.11', 'acme==2.0'), [`${ID} error`], OTHER),
    built('a package that is for this Python, as the index says', app('3.12', 'acme==2.0'), [], {online: {}}),
    built('a package that is told of once', app('3.11', 'Django==6.0'), [`${ID} error`], {
      online: {forOtherPythons: new Map([['django', {requires: '>=3.12', version: '6.0'}]])},
    }),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a Django for this Python'}
