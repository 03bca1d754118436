import type {Architecture} from '../packaging/architecture.js'
import type {App} from './app.js'

import {generation, type NamedApp, nameIn, text} from './answers.js'

/** What an app's own answer says of it; the rest of an app is asked for elsewhere. */
export function ownFields(
  answer: NamedApp,
): Pick<App, 'architecture' | 'buildStack' | 'kind' | 'name' | 'slugBytes' | 'stack' | 'webUrl'> {
  const isFir = generation(answer) === 'fir'
  return {
    architecture: isFir ? architecture(answer) : 'x86_64',
    buildStack: nameIn(answer.build_stack),
    kind: isFir ? 'cnb' : 'classic',
    name: answer.name,
    slugBytes: typeof answer.slug_size === 'number' ? answer.slug_size : null,
    stack: nameIn(answer.stack),
    webUrl: text(answer.web_url),
  }
}

/** As the platform and Docker name processors. */
const ARCHITECTURES: Record<string, Architecture> = {aarch64: 'aarch64', amd64: 'x86_64', arm64: 'aarch64', x86_64: 'x86_64'}

/** Of a Fir app, whose answer lists them: `["arm64"]`. */
function architecture({current_build_architecture: listed}: NamedApp): Architecture | null {
  const names = Array.isArray(listed) ? listed.map((name) => text(name) ?? '') : []
  return names.length === 1 && Object.hasOwn(ARCHITECTURES, names[0]!) ? ARCHITECTURES[names[0]!]! : null
}
