import {spawnSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'

const SETTINGS =
  /^(?:(?:https?|all|no)_proxy|REQUESTS_CA_BUNDLE|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE|GIT_SSL_CA(?:INFO|PATH)|NODE_EXTRA_CA_CERTS)$/i

/** Runs a bash script, and throws with its output if it fails. */
export function shell(script: string, args: readonly string[] = [], more: {env?: NodeJS.ProcessEnv} = {}): string {
  const argv = ['--norc', '-euo', 'pipefail', '-c', script, 'sh', ...args]
  const {status, stderr, stdout} = spawnSync('bash', argv, {encoding: 'utf8', maxBuffer: 2 ** 28, ...more})
  if (status !== 0) throw new Error(`${script}\n${stdout}\n${stderr}`)
  return stdout
}

export function copyFolder(from: string, to: string): void {
  mkdirSync(to, {recursive: true})
  shell('cp -a "$1/." "$2"', [from, to])
}

/** What of this machine both builds need to reach a package index. */
export function networkSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => SETTINGS.test(name)))
}
