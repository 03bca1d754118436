import type {Tool} from '../package-managers/names.js'

import {PACKAGE_MANAGERS} from '../package-managers/index.js'

/** Why a line of the list changes, or stays: data. Its words are below. */
export type Reason =
  | {id: 'by-hand'}
  | {id: 'copy-beside-python'}
  | {id: 'declined'}
  | {id: 'duplicate'; of: string}
  | {id: 'expanded'; count: number}
  | {id: 'exporter'; tool: Tool}
  | {id: 'exporter-replaced'; tool: Tool}
  | {id: 'fork'; owner: string}
  | {id: 'from-buildpacks-file'}
  | {id: 'geo-copy'}
  | {id: 'in-order'}
  | {id: 'moved'; position: number}
  | {id: 'not-about-python'}
  | {id: 'not-saved'}
  | {id: 'official-pinned'; pin: string; since: readonly string[] | null}
  | {id: 'official-tarball'}
  | {id: 'official-url'}
  | {id: 'other-folder'}
  | {id: 'python-missing'}
  | {id: 'restored'}
  | {id: 'standalone'; tool: Tool}
  | {id: 'unknown-exporter'; tool: Tool}

type ReasonOf<Id extends Reason['id']> = Extract<Reason, {id: Id}>

const TEXTS: {[Id in Reason['id']]: string | ((reason: ReasonOf<Id>) => string)} = {
  'by-hand': 'until the points below are settled',
  'copy-beside-python': 'a copy of the Python buildpack beside heroku/python: look whether it is still needed',
  declined: 'as you chose',
  duplicate: ({of}) => `the list has ${of} already`,
  expanded: ({count}) =>
    `.buildpacks names ${count === 1 ? 'one buildpack, which takes' : `${count} buildpacks, which take`} its place: a list of its own does the same`,
  exporter: ({tool}) => `heroku/python installs from ${PACKAGE_MANAGERS[tool].file} itself`,
  'exporter-replaced': ({tool}) =>
    `heroku/python installs from ${PACKAGE_MANAGERS[tool].file} itself, and was missing in the list`,
  fork: ({owner}) => `the copy of ${owner}: what it does differently can't be known, so compare the two first`,
  'from-buildpacks-file': 'from .buildpacks',
  'geo-copy': "an older copy of Heroku's geo buildpack, which may hold other library versions",
  'in-order': 'already the official buildpack',
  moved: ({position}) => `to position ${position}`,
  'not-about-python': 'not a Python buildpack',
  'not-saved': "it isn't in the saved list",
  'official-pinned': pinnedText,
  'official-tarball': 'an old tarball of the same buildpack: the name gets its releases',
  'official-url': 'the same buildpack by its repository: the name gets its tested releases',
  'other-folder': 'a second Python buildpack, for the folder that the buildpack before it chose',
  'python-missing': 'the source is a Python app, and nothing in the list installs Python',
  restored: 'it is in the saved list',
  standalone: ({tool}) => `heroku/python installs from ${PACKAGE_MANAGERS[tool].file} too, and is kept up by Heroku`,
  'unknown-exporter': ({tool}) =>
    `by its name it prepares ${PACKAGE_MANAGERS[tool].name}'s lock for heroku/python, which reads ${PACKAGE_MANAGERS[tool].file} itself; what else it does can't be known`,
}

export function reasonText(reason: Reason): string {
  const text = TEXTS[reason.id] as string | ((reason: Reason) => string)
  return typeof text === 'string' ? text : text(reason)
}

function pinnedText({pin, since}: ReasonOf<'official-pinned'>): string {
  if (since === null) return `held at ${pin}, which gets no new Python or fixes; what changed since can't be told from its name`
  if (since.length === 0) return `held at ${pin}, which gets no new Python or fixes`
  return `held at ${pin}; since then: ${since.join('; ')}`
}
