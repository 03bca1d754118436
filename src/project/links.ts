import type {TreeEntry} from '../packaging/file-tree.js'

/** Linux gives up on a path after this many links. */
const MAX_LINKS = 40

/** Where a path leads once every link in it is followed; undefined if that is outside of the tree, or nowhere. */
export function followLinks(path: string, entries: ReadonlyMap<string, TreeEntry>): string | undefined {
  const todo = path.split('/').reverse()
  const done: string[] = []
  let links = 0
  while (todo.length > 0) {
    const part = todo.pop()!
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (done.pop() === undefined) return undefined
      continue
    }

    const entry = entries.get([...done, part].join('/'))
    if (entry?.kind === 'symlink') {
      // An absolute link leads out of the folder in which Heroku builds.
      if (++links > MAX_LINKS || entry.target.startsWith('/')) return undefined
      todo.push(...entry.target.split('/').reverse())
    } else done.push(part)
  }

  return done.join('/')
}
