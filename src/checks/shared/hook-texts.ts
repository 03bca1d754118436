import type {CheckContext} from '../check.js'

import {HOOKS} from '../../buildpack/hooks.js'

/** The scripts that may install something for the app. Dynos run `.profile` before each process. */
const SCRIPTS = [...HOOKS, '.profile'] as const

/** What runs in a build, or before the app, and may put programs and libraries in place. On Fir no hook runs. */
export function hookTexts({kind, project: {tree}}: CheckContext): {file: string; text: string}[] {
  return SCRIPTS.filter((file) => kind === 'classic' || file === '.profile').flatMap((file) => {
    const bytes = tree.isFile(file) ? tree.read(file) : undefined
    return bytes ? [{file, text: new TextDecoder().decode(bytes)}] : []
  })
}
