import type {Check} from '../check.js'

import {majorOf} from '../../packaging/python-version.js'
import {productionDependencies} from '../dependencies.js'
import {DEPENDENCIES_PAGE, listing, packageManager} from '../facts.js'

/** More names than that are counted. */
const SHOWN = 4

export const moveUnpinned: Check = {
  id: 'move/unpinned',
  title: 'the move installs newer versions of unpinned packages',
  severity: 'warning',
  ofMoves: true,
  docs: {
    what: '`requirements.txt` has packages without an exact version, and the move discards the build cache, as a new stack, Python version or package manager does.',
    why: 'A build with a cache keeps the versions that are installed already. The first build after the move installs the newest ones, so it can break for reasons that have nothing to do with the move.',
    fix: 'Pin the versions first, as a commit of its own: `heroku python:pin --dependencies`.',
    example: '`requests` without a version, on the way to heroku-26',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const {move, stack, version} = context
    if (move === null || packageManager(move.from) !== 'pip' || packageManager(context) !== 'pip') return []
    const python = [move.from.version.resolved, version.resolved].map((one) => one && majorOf(one))
    if (move.from.stack === stack && python[0] === python[1]) return []
    const open = productionDependencies(move.from).list.filter(({source, version: exact}) => source === 'index' && exact === null)
    const [first] = open
    if (!first) return []
    const names = open.map(({name}) => name)
    const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names
    return [
      {
        file: first.file,
        fix: {command: 'heroku python:pin --dependencies', kind: 'ask'},
        ...(first.line !== undefined && {line: first.line}),
        message: `The move discards the build cache, and ${listing(shown)} ${names.length === 1 ? 'has' : 'have'} no exact version. The first build after it installs the newest. Pin the versions first.`,
      },
    ]
  },
}
