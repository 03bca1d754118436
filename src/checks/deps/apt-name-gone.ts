import type {Check, Finding} from '../check.js'

import {goneAptName} from '../../knowledge/system-needs.js'
import {ubuntuOf} from '../../knowledge/stack-images.js'
import {aptPackagesOf} from '../shared/apt-packages.js'
import {APT_PAGE} from './system-words.js'

export const aptNameGone: Check = {
  id: 'deps/apt-name-gone',
  title: "a package of the Aptfile is not in the stack's Ubuntu",
  severity: 'error',
  docs: {
    what: "An `Aptfile` names a package that the Ubuntu release of the app's stack no longer has: `libgl1-mesa-glx` on heroku-24, `libssl1.1` on heroku-22.",
    why: 'Stacks are Ubuntu releases, and names of libraries change with them. apt says "Unable to locate package", the apt buildpack stops, and the build fails.',
    fix: 'Write the name that the package has in that release, as the finding says, or delete the line.',
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
          message: `The build fails: ${name} is not in Ubuntu ${ubuntuOf(stack)}, which ${stack} is made from, and apt can't locate it. ${advice}.`,
          // Nothing reads the file as it is now.
          ...(isRead !== 'yes' && {severity: 'warning' as const}),
        },
      ]
    })
  },
}
