import path from 'node:path'

import type {Installer, Tool} from './install-tool.js'

/** The indexes and certificates of pip's settings, by the names of the variables that override them. */
const SETTINGS: Record<string, string> = {
  cert: 'PIP_CERT',
  'extra-index-url': 'PIP_EXTRA_INDEX_URL',
  'index-url': 'PIP_INDEX_URL',
}

/**
 * The indexes that pip's configuration files on this machine name: a company's mirror often, without which uv would ask
 * PyPI in vain; and the certificates of its network. uv doesn't read these files, so pip, which is in the tool's environment, is asked.
 */
export async function pipConfiguration(
  tool: Tool,
  {cacheFolder, platform, processes, signal}: Installer,
): Promise<Record<string, string>> {
  const [bin, name] = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  const python = path.join(tool.venv, bin!, name!)
  const {stdout} = await processes.run(python, ['-I', '-m', 'pip', 'config', 'list'], {cwd: cacheFolder, signal})
  return parseConfiguration(new TextDecoder().decode(stdout))
}

/** Lines such as `global.index-url='https://…'`, in Python's notation; sections are `global`, `install` and others. */
export function parseConfiguration(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const [, section, setting, value] = /^(\S+?)\.([\w-]+)=['"](.*)['"]$/.exec(line) ?? []
    const variable = SETTINGS[setting ?? '']
    // pip's own order: what is said for `install` counts more than what is said for all commands.
    if (variable === undefined || (section !== 'global' && section !== 'install')) continue
    if (section === 'install' || found[variable] === undefined) found[variable] = value!.replaceAll(String.raw`\n`, ' ').trim()
  }

  return found
}
