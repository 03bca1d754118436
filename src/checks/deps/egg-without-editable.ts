import type {Check} from '../check.js'

import {DEPENDENCIES_PAGE} from '../facts.js'
import {installedEntries, label} from './requirements-facts.js'

export const eggWithoutEditable: Check = {
  id: 'deps/egg-without-editable',
  title: '#egg= on a requirement that is not editable',
  severity: 'info',
  docs: {
    what: 'A requirement from a URL or a repository that names its package by `#egg=` and is not editable (`-e`).',
    why: "Heroku's guide allows it for editable requirements only. Elsewhere pip takes it for a hint, and other tools refuse it.",
    fix: 'Write the name in front: `package @ git+https://github.com/owner/package@v1.0`.',
    example: '`git+https://github.com/owner/package@v1.0#egg=package`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    return installedEntries(context).flatMap((entry) => {
      const {editable, file, line, source} = entry
      if (editable || (source.kind !== 'vcs' && source.kind !== 'url') || !/[#&]egg=/.test(source.url)) return []
      const message = `The package's name stands behind #egg=, which is meant for editable requirements (-e) only. Write it in front: ${label(entry)} @ followed by the URL.`
      return [{file, fix: {command: null, kind: 'hand' as const}, line, message}]
    })
  },
}
