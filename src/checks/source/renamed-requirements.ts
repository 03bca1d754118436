import type {FileTree} from '../../packaging/file-tree.js'

import {readRequirements} from '../../packaging/requirements/read-requirements.js'

/** A list of packages under another name than requirements.txt, or in a folder: pip reads it, if a requirements.txt names it. */

/** `requirements-prod.txt`, `prod_requirements.txt`, `reqs.txt`, `requirements.in`, `requierments.txt` */
const IN_ROOT = /^[\w.-]*(?:requi[a-z]*m[a-z]*ts?|reqs?)[\w.-]*\.(?:in|pip|txt)$/i
const IN_FOLDER = /^(?:requirements?|reqs?|dependencies|deps)\/[\w.-]+\.(?:in|pip|txt)$/i

/** What a build on Heroku must not install, or only pins what another list names. */
const NOT_FOR_PRODUCTION =
  /(?:^|[/._-])(?:bench\w*|ci|constraints?|debug|dev\w*|docs?|documentation|examples?|lint\w*|local\w*|mypy|notebooks?|optional|qa|stag\w*|style|tests?|testing|typing|win\w*|mac\w*|osx)(?=[._-]|$)/i

/** By what people call them: the first that fits counts. */
const PREFERRED = [
  /(?:^|[/._-])(?:heroku)(?=[._-]|$)/i,
  /(?:^|[/._-])(?:prod\w*|deploy\w*|live|server)(?=[._-]|$)/i,
  /(?:^|[/._-])(?:base|common|core|main|app|web|default|requirements?|reqs?)\.(?:in|pip|txt)$/i,
]

/** No one writes longer names. */
const LONGEST = 100

/** The list that a requirements.txt should name; undefined where nothing looks like one. */
export function renamedRequirements(tree: FileTree): string | undefined {
  const found = [...tree.files()].filter(
    (path) =>
      path.length <= LONGEST &&
      (IN_ROOT.test(path) || IN_FOLDER.test(path)) &&
      !NOT_FOR_PRODUCTION.test(path) &&
      listsPackages(tree, path),
  )
  return found.sort((a, b) => rank(a) - rank(b) || a.length - b.length)[0]
}

/** What is compiled comes before what it was compiled from. */
function rank(path: string): number {
  const at = PREFERRED.findIndex((pattern) => pattern.test(path))
  return (at === -1 ? PREFERRED.length : at) + (path.endsWith('.in') ? 0.5 : 0)
}

function listsPackages(tree: FileTree, path: string): boolean {
  const {entries, includes} = readRequirements(tree, path)
  return includes.length > 0 || entries.some(({name}) => name !== null)
}
