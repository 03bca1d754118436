import type {Check} from '../checks/check.js'
import type {CheckMetadata} from './check-metadata.js'
import type {DoctorJson} from '../doctor/json.js'
import type {System} from '../system/system.js'

import {MANAGER_FILES} from '../package-managers/index.js'
import {NO_APP} from '../platform/resolve-app.js'
import {readProject, type ReadOptions} from '../project/read-project.js'

export interface DiagnoseOptions {
  /** A git revision to read. Default: HEAD; outside of git, the files on disk. */
  ref?: string
  /** Read the files on disk, as `git add --all` would commit them. */
  dirty?: boolean
  /** Read the index, as `git commit` would commit it. */
  staged?: boolean
  /** A git revision whose findings are left out: only what was added since is told. */
  baseline?: string
  /** The stack to build on; `cnb`: that of Fir apps. Default: that of new apps. */
  stack?: string
  /** Make only these checks: an id, or a group such as `version`. */
  only?: readonly string[]
  /** Leave these checks out. */
  skip?: readonly string[]
}

/** Reads a folder, and diagnoses it without an app and without a network. @param cwd from where relative paths are meant */
export async function diagnoseFolder(folder: string, options: DiagnoseOptions, cwd: string, system: System): Promise<DoctorJson> {
  const {baseline, only = [], skip = [], stack} = options
  const [{CHECKS}, {selectChecks}, {examine}, {toJson}] = await Promise.all([
    import('../checks/index.js'),
    import('../doctor/select-checks.js'),
    import('../doctor/examine.js'),
    import('../doctor/report.js'),
  ])
  const checks = selectChecks(CHECKS, {only, skip})
  const source = readOptions(folder, options, cwd)
  const {report} = await examine(
    {
      baseline,
      checks,
      async connect(): Promise<undefined> {},
      known: new Set(CHECKS.map(({id}) => id)),
      reading: readProject(source, system),
      releaseData: {baseUrl: undefined, cacheFolder: null, offline: true},
      resolveApp: async () => ({app: null, reason: NO_APP}),
      source,
      stack,
    },
    system,
  )
  return toJson(report)
}

function readOptions(source: string, {dirty, ref, staged}: DiagnoseOptions, cwd: string): ReadOptions {
  return {askIgnored: MANAGER_FILES, cwd, dirty, ref, source, staged: staged ? {index: undefined} : undefined}
}

/** What is known of a check, without its code. */
export function metadataOf({docs, id, needs = [], severity, title}: Check): CheckMetadata {
  return {docs: {...docs}, id, needs: [...needs], severity, title}
}
