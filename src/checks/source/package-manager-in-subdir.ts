import type {Check, CheckContext} from '../check.js'

import {listing, managerFiles, managerFilesFound, shellWord, unlessCreated} from '../facts.js'

const NOT_AN_APP = /(?:^|\/)(?:tests?|docs?|examples?|node_modules|vendor|site-packages|\.?venv|env|\.[^/]+)\//

/** Package manager files below the root, where the root has none: the shallowest ones. */
export function filesInSubfolders(context: CheckContext): string[] {
  if (managerFilesFound(context).length > 0 || context.project.tree.isFile('Pipfile')) return []
  const names = new Set([...managerFiles(context), 'Pipfile'])
  const found = [...context.project.tree.files()].filter((path) => {
    const slash = path.lastIndexOf('/')
    return slash !== -1 && names.has(path.slice(slash + 1)) && !NOT_AN_APP.test(path)
  })
  const depth = (path: string) => path.split('/').length
  const shallowest = Math.min(...found.map((path) => depth(path)))
  return found.filter((path) => depth(path) === shallowest)
}

export const packageManagerInSubdir: Check = {
  id: 'source/package-manager-in-subdir',
  title: 'the package manager file is in a subfolder',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'The only package manager files are in subfolders.',
    why: "Heroku builds the root of the repository. The buildpack doesn't look into subfolders: it stops, or doesn't take the app for a Python app at all.",
    mend: 'Move the app to the root; or push only its folder (`git subtree push --prefix backend heroku main`); or put a monorepo buildpack before heroku/python that makes the folder the root.',
    example: '`backend/requirements.txt` and no `requirements.txt` in the root',
    link: 'https://elements.heroku.com/buildpacks/lstoll/heroku-buildpack-monorepo',
  },
  run(context) {
    const files = filesInSubfolders(context)
    const [first] = files
    if (first === undefined) return []
    const folder = first.slice(0, first.lastIndexOf('/'))
    const shown = files.length > 3 ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more` : listing(files)
    const message = `Heroku builds the root of the repository, where there is no package manager file: ${shown} won't be seen.`
    return [
      unlessCreated(context, {
        file: first,
        fix: {command: `git subtree push --prefix ${shellWord(folder)} heroku main`, kind: 'ask'},
        message,
      }),
    ]
  },
}
