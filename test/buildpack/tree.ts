import {createFileTree, type FileTree, type TreeEntry} from '../../src/packaging/file-tree.js'

/** A file's text, `{link: target}`, or `'folder'` as a symbol for an empty folder. */
export type Sketch = Record<string, Buffer | string | typeof FOLDER | {link: string}>

export const FOLDER = Symbol('folder')

/** A source tree from a sketch of it. */
export function treeOf(sketch: Sketch): FileTree {
  const entries = Object.entries(sketch).map(([path, content]): [string, TreeEntry] => {
    if (content === FOLDER) return [path, {kind: 'directory'}]
    if (typeof content === 'object' && 'link' in content) return [path, {kind: 'symlink', target: content.link}]
    return [path, {kind: 'file', contents: Buffer.from(content)}]
  })
  return createFileTree(new Map(entries))
}
