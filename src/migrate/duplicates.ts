import type {Change} from './plan.js'

import {placeOf, roleOf} from '../platform/buildpacks/catalogue.js'
import {type Reference, sameBuildpack, sameEntry} from '../platform/buildpacks/reference.js'

/**
 * Takes out what the list has twice. Of several Python buildpacks the one stays that is heroku/python already, else the
 * first. Behind a buildpack that changes the folder a second one builds something else, and stays.
 */
export function removeDuplicates(changes: readonly Change[], declined: ReadonlySet<number>): Change[] {
  return byFolder(changes).flatMap((part, index) => {
    const keeper =
      part.find((change) => isPython(change) && change.from !== null && sameEntry(change.from, change.to!)) ??
      part.find((change) => isPython(change))
    return part.map((change, at): Change => {
      if (change === keeper)
        return index > 0 && hasPython(byFolder(changes).slice(0, index)) ? {...change, reason: {id: 'other-folder'}} : change
      if (change.to === null || declined.has(change.slot)) return change
      const first = isPython(change) ? keeper : part.slice(0, at).find(({to}) => to !== null && sameBuildpack(to, change.to!))
      return first ? asDuplicate(change, first.to!) : change
    })
  })
}

function asDuplicate(change: Change, of: Reference): Change {
  return {...change, from: change.from ?? change.to, reason: {id: 'duplicate', of: of.shown}, to: null}
}

function isPython({to}: Change): boolean {
  return to !== null && roleOf(to).kind === 'python'
}

function hasPython(parts: readonly (readonly Change[])[]): boolean {
  return parts.flat().some((change) => isPython(change))
}

/** The list, cut before each buildpack that changes the folder. */
function byFolder(changes: readonly Change[]): Change[][] {
  const parts: Change[][] = [[]]
  for (const change of changes) {
    const changesFolder = change.to !== null && placeOf(change.to) === 'subfolder'
    if (changesFolder && hasPython(parts)) parts.push([])
    parts.at(-1)!.push(change)
  }

  return parts
}
