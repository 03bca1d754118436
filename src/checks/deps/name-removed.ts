import type {Check, CheckContext, Finding} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {type RemovedName, removedNames} from '../../knowledge/removed-names.js'
import {findDependency} from '../dependencies.js'
import {listing} from '../facts.js'
import {type BootImport, bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

export const nameRemoved: Check = {
  id: 'deps/name-removed',
  title: 'the app imports something that a package removed',
  severity: 'error',
  docs: {
    what: 'At startup, the app imports a module, class or function that your version of the package no longer has. The check knows well-known removals only.',
    why: 'The package installs, then the import fails: collectstatic or the release phase fails, or the dyno crashes when it starts.',
    fix: 'Use what replaced it, or pin a version that still has it.',
    example: '`from whitenoise.django import DjangoWhiteNoise` with WhiteNoise 6',
    link: 'https://devcenter.heroku.com/articles/python-pip',
  },
  run(context) {
    const told = new Set<string>()
    return bootImports(context).flatMap((one): Finding[] =>
      removed(context, one).flatMap(({dependency: {version}, row}): Finding[] => {
        const shown = row.names.filter((name) => one.names.includes(name))
        const what = shown.length === 0 ? row.module : listing(shown.map((name) => `${row.module}.${name}`))
        if (told.has(what)) return []
        told.add(what)
        const message = `${one.file} imports ${what}, which ${row.distribution} ${row.since} removed, and the build installs ${row.distribution} ${version}. ${bootsAs(one, 'ImportError')}. Use ${row.instead} instead.`
        return [{file: one.file, fix: {command: null, kind: 'hand'}, line: one.line, message, part: row.module}]
      }),
    )
  },
}

/** What the pinned version surely lacks. An open version is not judged: the newest may not be what is installed. */
function removed(context: CheckContext, {found, module, names}: BootImport) {
  if (found.is !== 'foreign') return []
  return removedNames(module, names).flatMap((row: RemovedName) => {
    const dependency = findDependency(context, row.distribution)
    const version = dependency?.certain ? dependency.version : null
    const isLacking = version !== null && pep440().valid(version) !== null && pep440().gte(version, row.since)
    return isLacking ? [{dependency: {version}, row}] : []
  })
}
