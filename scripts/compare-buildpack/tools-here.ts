import {execFileSync} from 'node:child_process'

import {platform} from '../../src/buildpack/release.js'

/** Has jq and file predicted in the versions of this machine, with which the buildpack's code is run here. */
export function useToolsFoundHere(): void {
  const jq = execFileSync('jq', ['--version'], {encoding: 'utf8'}).trim().replace('jq-', '')
  const file = /\d+\.\d+/.exec(execFileSync('file', ['--version'], {encoding: 'utf8'}))![0]
  for (const stack of Object.keys(platform.jq)) platform.jq[stack] = jq
  for (const stack of Object.keys(platform.file)) platform.file[stack] = file
}
