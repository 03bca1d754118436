import type {CheckContext} from '../check.js'

import {HOOKS} from '../../buildpack/hooks.js'

type Hook = (typeof HOOKS)[number]

export interface HookScript {
  hook: Hook
  text: string
  /** The first line, if it names the program that runs the script. */
  shebang: Shebang | undefined
}

interface Shebang {
  /** The program: `bash`, or a path with its folder. */
  program: string
  /** It is looked for in PATH, by `env`. */
  inPath: boolean
  options: string
}

/** The hooks in the source; none on Fir, whose buildpack runs none. Source: lib/hooks.sh. */
export function hookScripts({kind, project}: CheckContext): HookScript[] {
  if (kind === 'cnb') return []
  return HOOKS.flatMap((hook) => {
    const bytes = project.tree.isFile(hook) ? project.tree.read(hook) : undefined
    if (!bytes) return []
    const text = new TextDecoder().decode(bytes)
    return [{hook, shebang: readShebang(text.split(/\r?\n/, 1)[0]!), text}]
  })
}

function readShebang(line: string): Shebang | undefined {
  const [, path, rest = ''] = /^#!\s*(\S+)\s*(.*)$/.exec(line) ?? []
  if (path === undefined) return undefined
  if (!path.endsWith('/env')) return {inPath: false, options: rest, program: path}
  const words = rest.split(/\s+/).filter((word) => !/^-|=/.test(word))
  return words[0] === undefined ? undefined : {inPath: true, options: words.slice(1).join(' '), program: words[0]}
}

/** A shell runs what names no program, too. */
export function isShellScript({shebang}: HookScript): boolean {
  return shebang === undefined || /(?:^|\/)(?:ba|da)?sh$/.test(shebang.program)
}
