import type {MigrateProblem} from './problem.js'
import type {PlatformWriter} from '../platform/installations.js'

import {readInstallations, writeInstallations} from '../platform/installations.js'
import {ApiFailure} from '../platform/read-app.js'
import {ProblemError} from '../common/problem.js'
import {parseReference, type Reference, sameList} from '../platform/buildpacks/reference.js'

export interface Replacement {
  app: string
  /** What the app has, as it was shown to the user. */
  expected: readonly Reference[]
  wanted: readonly Reference[]
}

export interface Replacing {
  client: PlatformWriter
  /** Keeps the old list; called after it was read again, before the change. */
  save(): Promise<void>
  /** The list surely is the old one: what was saved is of no use. */
  forget(): Promise<void>
  wait(milliseconds: number): Promise<void>
}

/** How the change was seen to be made: by its answer and a second look, or by only one of the two. */
export type Seen = 'by-answer' | 'by-reading' | 'twice'

/** A request that was sent may arrive after we gave it up. */
const LATE = 2000

/**
 * Replaces an app's list of buildpacks if it still is what the user saw: reads, compares, writes once, reads, compares.
 * A write that fails or whose answer is lost is settled by reading: what is said of the app is what it has.
 *
 * @throws ProblemError when the app doesn't have the wanted list afterwards, or when that can't be known
 */
export async function replaceList({app, expected, wanted}: Replacement, {client, forget, save, wait}: Replacing): Promise<Seen> {
  const before = await read(app, client)
  if (before instanceof ApiFailure) {
    throw new ProblemError({
      apiId: before.apiId,
      app,
      id: 'app-not-readable',
      message: before.message,
      needed: true,
      status: before.status,
    })
  }

  if (!sameList(before, expected)) throw new ProblemError<MigrateProblem>({app, id: 'buildpacks-changed', now: shown(before)})
  await save()
  let failure: ApiFailure | undefined
  try {
    const answered = await writeInstallations(
      app,
      wanted.map(({stored}) => stored),
      client,
    )
    const after = await read(app, client)
    if (after instanceof ApiFailure) {
      if (sameList(references(answered), wanted)) return 'by-answer'
      throw new ProblemError<MigrateProblem>({app, id: 'buildpacks-changed-after', now: shown(references(answered))})
    }

    if (sameList(after, wanted)) return 'twice'
    throw new ProblemError<MigrateProblem>({app, id: 'buildpacks-changed-after', now: shown(after)})
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    failure = error
  }

  const outcome = await settle({app, expected, wanted}, failure, client, wait)
  if (outcome === 'new') return 'by-reading'
  if (outcome.isOld && isRefusal(failure)) await forget()
  throw new ProblemError<MigrateProblem>(outcome)
}

type Outcome = 'new' | (Extract<MigrateProblem, {id: 'buildpacks-not-set' | 'buildpacks-unknown'}> & {isOld: boolean})

/** What the app has after a write that failed, or may have. */
async function settle(
  {app, expected, wanted}: Replacement,
  failure: ApiFailure,
  client: PlatformWriter,
  wait: Replacing['wait'],
): Promise<Outcome> {
  const {message, status} = failure
  let now = await read(app, client)
  const mayBeLate = !isRefusal(failure) && !(now instanceof ApiFailure) && sameList(now, expected)
  if (mayBeLate) {
    await wait(LATE)
    now = await read(app, client)
  }

  if (now instanceof ApiFailure) {
    // The API said no: whatever the list is now, this command did not change it.
    if (isRefusal(failure)) return {app, id: 'buildpacks-not-set', isOld: true, message, now: null, status}
    return {app, id: 'buildpacks-unknown', isOld: false, message, readMessage: now.message}
  }

  if (sameList(now, wanted)) return 'new'
  return {app, id: 'buildpacks-not-set', isOld: sameList(now, expected), message, now: shown(now), status}
}

/** An answer of the 400s is a no; anything else leaves open whether the change was made. */
function isRefusal({status}: ApiFailure): boolean {
  return status !== null && status >= 400 && status < 500
}

async function read(app: string, client: PlatformWriter): Promise<ApiFailure | Reference[]> {
  try {
    return references(await readInstallations(app, client))
  } catch (error) {
    if (error instanceof ApiFailure) return error
    throw error
  }
}

function references(list: Awaited<ReturnType<typeof readInstallations>>): Reference[] {
  return list.map((stored) => parseReference(stored.reveal()))
}

function shown(list: readonly Reference[]): string[] {
  return list.map((reference) => reference.shown)
}
