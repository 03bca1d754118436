import type {Check} from '../check.js'

import {DEPENDENCIES_PAGE} from '../facts.js'
import {installedEntries, label} from './requirements-facts.js'

export const eggWithoutEditable: Check = {
  id: 'deps/egg-without-editable',
  title: "#egg= on a requirement that isn't editable",
  severity: 'info',
  docs: {
    what: "A requirement from a URL or repository names its package with `#egg=` and isn't editable (`-e`).",
    why: '`#egg=` is only meant for editable requirements. Elsewhere pip treats it as a hint, and other tools reject it.',
    fix: 'Write the name in front: `package @ git+https://github.com/owner/package@v1.0`.',
    example: '`git+https://github.com/owner/package@v1.0#egg=package`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    return installedEntries(context).flatMap((entry) => {
      const {editable, file, line, source} = entry
      if (editable || (source.kind !== 'vcs' && source.kind !== 'url') || !/[#&]egg=/.test(source.url)) return []
      const message = `The package's name comes after #egg=, but that's only meant for editable requirements (-e). Write it first: ${label(entry)} @ followed by the URL.`
      return [{file, fix: {command: null, kind: 'hand' as const}, line, message}]
    })
  },
}
