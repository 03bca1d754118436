import path from 'node:path'

import type {FileSystem} from '../system/file-system.js'

import {errorCode} from '../system/file-system.js'

/**
 * pip's settings that are about the machine's network, not about the app: a machine behind a mirror could not build without
 * them. Heroku has none. `extra-index-url` is not among them: packages of a private index would be found that Heroku lacks.
 */
const NETWORK_SETTINGS = ['cert', 'client-cert', 'index-url', 'proxy', 'timeout', 'trusted-host'] as const

export type NetworkSetting = (typeof NETWORK_SETTINGS)[number]
export type PipSettings = Partial<Record<NetworkSetting, string>>

const SIZE_LIMIT = 1024 * 1024

/**
 * What pip's configuration files and PIP_* variables on this machine say of the network, the later over the earlier.
 * Source: pip's documentation, "Configuration".
 */
export async function readPipSettings(
  {env, platform}: {env: NodeJS.ProcessEnv; platform: NodeJS.Platform},
  files: Pick<FileSystem, 'read'>,
): Promise<PipSettings> {
  const settings: PipSettings = {}
  for (const file of configurationFiles(env, platform)) Object.assign(settings, parseSettings(await readText(file, files)))
  for (const name of NETWORK_SETTINGS) {
    const value = env[`PIP_${name.toUpperCase().replaceAll('-', '_')}`] || (name === 'timeout' && env.PIP_DEFAULT_TIMEOUT)
    if (value) settings[name] = value
  }

  return settings
}

/** PIP_CONFIG_FILE counts most; if it names the null device, no file counts. */
function configurationFiles(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const own = env.PIP_CONFIG_FILE
  const {delimiter, join} = platform === 'win32' ? path.win32 : path.posix
  if (own === '/dev/null' || own?.toLowerCase() === 'nul') return []
  const home = env.HOME ?? env.USERPROFILE ?? ''
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf'
  const support = 'Library/Application Support/pip'
  const [all, user] = {
    darwin: [[join('/', support, name)], [join(home, '.config/pip', name), join(home, support, name), join(home, '.pip', name)]],
    win32: [
      [join(env.ProgramData ?? String.raw`C:\ProgramData`, 'pip', name)],
      [join(home, 'pip', name), join(env.APPDATA ?? home, 'pip', name)],
    ],
    other: [
      [...(env.XDG_CONFIG_DIRS ?? '/etc/xdg').split(delimiter).map((folder) => join(folder, 'pip', name)), `/etc/${name}`],
      [join(home, '.pip', name), join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip', name)],
    ],
  }[platform === 'darwin' || platform === 'win32' ? platform : 'other'] as [string[], string[]]
  return own ? [...all, own] : [...all, ...user]
}

async function readText(file: string, files: Pick<FileSystem, 'read'>): Promise<string> {
  try {
    return new TextDecoder().decode(await files.read(file, SIZE_LIMIT))
  } catch (error) {
    // Not there, or not to be read: pip passes over it too.
    if (errorCode(error) === '') throw error
    return ''
  }
}

type Sections = Map<string, Map<string, string>>

/** Sections, `name = value` or `name: value`, and values that go on in indented lines. */
function readSections(text: string, sections: Sections = new Map()): Sections {
  let values: Map<string, string> | undefined
  let name = ''
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue
    const [, header] = /^\[([^\]]+)\]/.exec(line) ?? []
    if (header !== undefined) {
      values = sections.get(header.trim()) ?? new Map<string, string>()
      sections.set(header.trim(), values)
      continue
    }

    if (values === undefined) continue
    if (/^\s/.test(line)) {
      if (name !== '') values.set(name, `${values.get(name) ?? ''}\n${line.trim()}`.trim())
      continue
    }

    const [, key = '', value = ''] = /^([^=:]+?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? []
    name = key.toLowerCase().replaceAll('_', '-')
    if (name === 'default-timeout') name = 'timeout'
    if (name !== '') values.set(name, value)
  }

  return sections
}

/** What is said for `install` counts more. */
export function parseSettings(text: string): PipSettings {
  const sections = readSections(text)
  const merged = new Map([...(sections.get('global') ?? []), ...(sections.get('install') ?? [])])
  return Object.fromEntries(
    NETWORK_SETTINGS.flatMap((setting) => {
      const value = merged.get(setting)?.replaceAll('\n', ' ')
      return value ? [[setting, value]] : []
    }),
  )
}

/** One configuration file that says what several say, of which a later one counts more. */
export function mergeSettings(texts: readonly string[]): string {
  const sections: Sections = new Map()
  for (const text of texts) readSections(text, sections)
  const lines = [...sections].flatMap(([section, values]) => [
    `[${section}]`,
    ...[...values].map(([name, value]) => `${name} = ${value.replaceAll('\n', '\n    ')}`),
  ])
  return `${lines.join('\n')}\n`
}

/** On Heroku a build's user isn't root, so that pip doesn't warn of it. */
const AS_ON_HEROKU = 'root-user-action = ignore'

/** A configuration file with these settings. Only the user may read it: an index's address may hold a password. */
export function renderSettings(settings: PipSettings): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value.split(/\s+/).join('\n    ')}`)
  return `${['[global]', AS_ON_HEROKU, ...lines].join('\n')}\n`
}
