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
  'by-hand': 'until you fix the points below',
  'copy-beside-python': 'a fork of the Python buildpack next to heroku/python: check if you still need it',
  declined: 'as you chose',
  duplicate: ({of}) => `${of} is already in the list`,
  expanded: ({count}) => `the app's own list can hold the ${count === 1 ? 'buildpack' : `${count} buildpacks`} in .buildpacks`,
  exporter: ({tool}) => `heroku/python installs from ${PACKAGE_MANAGERS[tool].file} itself`,
  'exporter-replaced': ({tool}) =>
    `heroku/python installs from ${PACKAGE_MANAGERS[tool].file} itself, and was missing from the list`,
  fork: ({owner}) => `${owner}'s fork: review how it differs first`,
  'from-buildpacks-file': 'from .buildpacks',
  'geo-copy': "an older copy of Heroku's geo buildpack; library versions may differ",
  'in-order': 'already the official buildpack',
  moved: ({position}) => `to position ${position}`,
  'not-about-python': 'not a Python buildpack',
  'not-saved': 'not in the saved list',
  'official-pinned': pinnedText,
  'official-tarball': 'an old tarball of the same buildpack; by name, it stays up to date',
  'official-url': 'the same buildpack by URL; by name, it uses tested releases',
  'other-folder': 'a second Python buildpack, for the subfolder set by the buildpack before it',
  'python-missing': 'the source is a Python app, but no buildpack installs Python',
  restored: 'in the saved list',
  standalone: ({tool}) => `heroku/python also installs from ${PACKAGE_MANAGERS[tool].file}, and Heroku maintains it`,
  'unknown-exporter': ({tool}) =>
    `its name suggests that it exports ${PACKAGE_MANAGERS[tool].name}'s lockfile; heroku/python reads ${PACKAGE_MANAGERS[tool].file} itself. Review what else it does first`,
}

export function reasonText(reason: Reason): string {
  const text = TEXTS[reason.id] as string | ((reason: Reason) => string)
  return typeof text === 'string' ? text : text(reason)
}

function pinnedText({pin, since}: ReasonOf<'official-pinned'>): string {
  if (since === null) return `pinned to ${pin}, so it gets no new Python versions or fixes`
  if (since.length === 0) return `pinned to ${pin}, so it gets no new Python versions or fixes`
  return `pinned to ${pin}. Breaking changes since: ${since.join('; ')}`
}
