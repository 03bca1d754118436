import type {Finished, RunOptions} from '../../system/processes.js'

import {gitFailed} from './failed.js'
import {type Blob, parseBatch, parseSizes} from './output.js'

/** Runs git in the repository. */
export type RunGit = (args: readonly string[], options: Pick<RunOptions, 'input' | 'limit'>) => Promise<Finished>

/** Blobs of up to this many bytes together are read in one go. What is read in vain, where they are more, is held in memory. */
const ALL_AT_ONCE = 16 * 1024 * 1024

/**
 * The contents of blobs, of each no more than `limit` bytes.
 *
 * @returns oid → contents
 * @throws ProblemError git-failed, where one is missing too: a file without contents would be taken for an empty one
 */
export async function readBlobs(run: RunGit, oids: readonly string[], limit: number): Promise<Map<string, Blob>> {
  const wanted = [...new Set(oids)]
  return (await readAtOnce(run, wanted, limit)) ?? readWithSizes(run, wanted, limit)
}

/** undefined if they are too much for that. */
async function readAtOnce(run: RunGit, wanted: readonly string[], limit: number): Promise<Map<string, Blob> | undefined> {
  if (wanted.length === 0) return new Map()
  const {exitCode, stdout} = await run(['cat-file', '--batch'], {input: lines(wanted), limit: ALL_AT_ONCE})
  if (exitCode !== 0) return undefined
  const contents = new Map(parseBatch(stdout))
  requireAll(wanted, contents)
  return new Map([...contents].map(([oid, bytes]) => [oid, {contents: bytes.subarray(0, limit), size: bytes.length}]))
}

/** Their sizes first, then of each no more than the limit. */
async function readWithSizes(run: RunGit, wanted: readonly string[], limit: number): Promise<Map<string, Blob>> {
  const sizes = parseSizes(await catFile(run, '--batch-check', wanted))
  requireAll(wanted, sizes)
  const small = wanted.filter((oid) => sizes.get(oid)! <= limit)
  const blobs = new Map<string, Blob>()
  for (const [oid, contents] of parseBatch(await catFile(run, '--batch', small)))
    blobs.set(oid, {contents, size: contents.length})
  for (const oid of wanted) {
    if (blobs.has(oid)) continue
    const {stdout} = await run(['cat-file', 'blob', oid], {limit})
    blobs.set(oid, {contents: stdout, size: sizes.get(oid)!})
  }

  return blobs
}

/** The contents of the blobs that are smaller than a size. */
export async function readSmallBlobs(run: RunGit, oids: readonly string[], size: number): Promise<Map<string, Blob>> {
  const sizes = parseSizes(await catFile(run, '--batch-check', [...new Set(oids)]))
  const small = [...sizes].filter(([, bytes]) => bytes < size).map(([oid]) => oid)
  const contents = parseBatch(await catFile(run, '--batch', small))
  return new Map([...contents].map(([oid, bytes]) => [oid, {contents: bytes, size: bytes.length}]))
}

async function catFile(run: RunGit, mode: string, oids: readonly string[]): Promise<Uint8Array> {
  if (oids.length === 0) return new Uint8Array()
  const result = await run(['cat-file', mode], {input: lines(oids)})
  if (result.exitCode !== 0) throw gitFailed('cat-file', result)
  return result.stdout
}

function lines(oids: readonly string[]): string {
  return `${oids.join('\n')}\n`
}

function requireAll(wanted: readonly string[], found: ReadonlyMap<string, unknown>): void {
  const missing = wanted.find((oid) => !found.has(oid))
  if (missing === undefined) return
  const stderr = `object ${missing} is not on this machine: the repository is a partial clone or is damaged`
  throw gitFailed('cat-file', {stderr})
}
