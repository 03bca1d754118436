/** What a new check begins with: it works as it stands, and every text is to be replaced. */

export interface Names {
  /** `group/name`. */
  id: string
  group: string
  /** In code: `fooBar`. */
  identifier: string
  /** The file that the example looks for. */
  example: string
}

export function checkFile({example, id, identifier}: Names): string {
  return `import type {Check} from '../check.js'

/** Why Heroku minds, with the source of that: the buildpack's file, a Dev Center page, a PEP. */
export const ${identifier}: Check = {
  id: '${id}',
  title: 'what is wrong, in a few words',
  severity: 'warning',
  docs: {
    what: 'What the check looks for. One sentence or two.',
    why: 'What happens on Heroku because of it.',
    fix: 'What to do about it.',
    example: 'a \`${example}\` in the root',
    link: 'https://devcenter.heroku.com/articles/python-support',
  },
  run({project}) {
    const file = '${example}'
    if (!project.tree.isFile(file)) return []
    const message = \`\${file} does this and that on Heroku. Take it out of the commit.\`
    return [{file, fix: {command: \`git rm --cached \${file}\`, kind: 'ask'}, message}]
  },
}
`
}

export function rowsFile({example, group, id}: Names): string {
  return `import {built, type Case, within} from '../../case.js'

const APP = {'.python-version': '3.14\\n', 'requirements.txt': ''}

export const ROWS: readonly Case[] = within(
  ['${group}'],
  [
    built('a ${example}', {...APP, '${example}': ''}, ['${id} warning']),
    built('a ${example} in a subfolder', {...APP, 'docs/${example}': ''}, []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {'${id}': 'a ${example} in a subfolder'}
`
}
