import type {Check, Finding} from '../check.js'

import {goneAptName} from '../../knowledge/system-needs.js'
import {ubuntuOf} from '../../knowledge/stack-images.js'
import {aptPackagesOf} from '../shared/apt-packages.js'
import {APT_PAGE} from './system-words.js'

export const aptNameGone: Check = {
  id: 'deps/apt-name-gone',
  title: "a package in the Aptfile doesn't exist on the stack's Ubuntu",
  severity: 'error',
  docs: {
    what: "The `Aptfile` names a package that the stack's Ubuntu release no longer has: `libgl1-mesa-glx` on heroku-24, `libssl1.1` on heroku-22.",
    why: 'Each stack is an Ubuntu release, and library names change between them. apt fails with "Unable to locate package", and so does the build.',
    fix: "Write the package's name in that release, which the finding shows, or delete the line.",
    example: '`libgl1-mesa-glx` in the `Aptfile` of an app on heroku-24',
    link: APT_PAGE,
  },
  run(context) {
    const {file, isRead, isThere, names} = aptPackagesOf(context)
    const {kind, project, stack} = context
    if (!isThere || kind === 'cnb') return []
    const lines = new TextDecoder().decode(project.tree.read(file)).split(/\r?\n/)
    // Another repository may have what Ubuntu's own lacks.
    if (lines.some((line) => line.startsWith(':repo:'))) return []
    return [...new Set(names)].flatMap((name): Finding[] => {
      const gone = goneAptName(name, stack)
      if (!gone) return []
      // A .deb file begins with the name of its package, and comes from where its line says.
      const line = lines.findIndex((text) => text.split(/[\s=:]+/).includes(name)) + 1
      if (line === 0) return []
      const advice = gone.instead === null ? 'Delete the line' : `Write ${gone.instead} instead`
      return [
        {
          file,
          fix: {command: null, kind: 'hand'},
          line,
          message: `The build fails: ${name} isn't a package of Ubuntu ${ubuntuOf(stack)}, which ${stack} is based on. ${advice}.`,
          // Nothing reads the file as it is now.
          ...(isRead !== 'yes' && {severity: 'warning' as const}),
        },
      ]
    })
  },
}
