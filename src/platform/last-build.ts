import {stripVTControlCharacters} from 'node:util'

import type {HttpClient} from '../system/http.js'

import {ApiFailure, type PlatformClient} from './read-app.js'

/** How many builds are looked at for a successful one: an app whose last twenty all failed has no version worth keeping. */
const BUILDS = 20
const LOG_LIMIT = 16 * 1024 * 1024
const TIME_LIMIT = 10_000

/** The Python of the last successful build, or why it isn't known. */
type LastBuildPython = {reason: string; version: null} | {version: string}

/**
 * The Platform API names no Python version: it stands in the build's log, which is behind a URL that is signed by itself.
 * The token is not sent there. Never fails: what can't be read is a reason.
 */
export async function readLastBuildPython(app: string, client: PlatformClient, http: HttpClient): Promise<LastBuildPython> {
  try {
    const builds = await client.get(`/apps/${encodeURIComponent(app)}/builds`, {
      range: `started_at ..; order=desc, max=${BUILDS}`,
    })
    const build = lastSuccessful(builds)
    if (!build) return {reason: `${app} has no successful build`, version: null}
    if (typeof build.output_stream_url !== 'string')
      return {reason: "the log of its last successful build isn't kept", version: null}
    const log = await http.getText(build.output_stream_url, {limit: LOG_LIMIT, signal: AbortSignal.timeout(TIME_LIMIT)})
    if (log === undefined) return {reason: 'the log of its last successful build is gone', version: null}
    const version = pythonInLog(log)
    return version === undefined ? {reason: 'its last successful build installed no Python', version: null} : {version}
  } catch (error) {
    if (error instanceof ApiFailure) return {reason: `its builds can't be read: ${error.message}`, version: null}
    // Of the network, or of an answer without end. The URL's signature must not be shown, so neither is the message.
    return {reason: "the log of its last successful build can't be read", version: null}
  }
}

interface Build {
  created_at?: unknown
  output_stream_url?: unknown
  status?: unknown
}

/** The API sorts as it was asked to; an older one ignores the order. */
function lastSuccessful(builds: unknown): Build | undefined {
  if (!Array.isArray(builds)) throw new ApiFailure(null, null, "the Platform API's list of builds has an unknown form")
  const succeeded = (builds as (Build | null)[]).filter((build) => build?.status === 'succeeded') as Build[]
  return succeeded.sort((a, b) => String(b.created_at).localeCompare(String(a.created_at)))[0]
}

/**
 * The step lines of the buildpacks, old and new: `Installing Python 3.13.5`, `Using cached install of Python 3.13.5`,
 * `Installing python-3.9.5`, the CNB's `Using cached Python 3.13.5`; and what was asked for, where a log has no other.
 * Source: lib/python.sh and the CNB's src/layers/python.rs.
 */
const INSTALLED = /^(?:-+> |\s*- |\s+)?(?:Installing|Using cached(?: install of)?) [Pp]ython[ -](\d+\.\d+\.\d+)\b/
const ASKED = /^(?:-+> |\s*- |\s+)?(?:Using Python|Using the same major version as the last build: Python) (\d+\.\d+(?:\.\d+)?)\b/

function pythonInLog(log: string): string | undefined {
  const lines = stripVTControlCharacters(log).split(/\r\n?|\n/)
  const find = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1)
  return find(INSTALLED) ?? find(ASKED)
}
