import type {FileTree} from '../../buildpack/file-tree.js'

import {includedFiles} from '../../project/wanted-files.js'

/** What pip's requirements files say, as far as compiling them needs it. */

/** A requirements file and all that it includes, itself first. */
export function includeClosure(tree: FileTree, path: string): string[] {
  const found = [path]
  for (const file of found) {
    for (const included of includedFiles(file, tree.read(file) ?? new Uint8Array())) {
      if (!found.includes(included) && tree.isFile(included)) found.push(included)
    }
  }

  return found
}

/** Lines as pip joins them: a backslash at the end continues a line. Comments are left in. */
export function logicalLines(text: string): string[] {
  return text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)
}

export function readText(tree: FileTree, path: string): string {
  return new TextDecoder().decode(tree.read(path) ?? new Uint8Array())
}

/** The names of pip's options that choose where packages come from and how, which must stand in the compiled file too. */
const KEPT_OPTION =
  /^(?:-i|-f|--index-url|--extra-index-url|--no-index|--find-links|--no-binary|--only-binary|--prefer-binary|--pre|--trusted-host|--require-hashes|--use-feature)(?=[\s=]|$)/

/** The option lines of a file and its includes, as written: credentials and `${VARIABLES}` are not looked at. */
export function keptOptions(tree: FileTree, path: string): string[] {
  const lines = includeClosure(tree, path).flatMap((file) => readText(tree, file).split(/\r?\n/))
  return [...new Set(lines.map((line) => line.trim()).filter((line) => KEPT_OPTION.test(line)))]
}

export function usesHashes(tree: FileTree, path: string): boolean {
  return includeClosure(tree, path).some((file) =>
    /^[^#]*\s--hash[=\s]|^\s*--require-hashes/m.test(logicalLines(readText(tree, file)).join('\n')),
  )
}

/** Whether something is installed from the app's own files, which must then be there. */
export function usesLocalFiles(tree: FileTree, path: string): boolean {
  return includeClosure(tree, path).some((file) =>
    logicalLines(readText(tree, file)).some((line) =>
      /^\s*(?:-e|--editable)(?![\s=]*\w+\+)|^\s*(?:\.|\/|file:)|@\s*(?:\.|file:)|^\s*[^#\s]+\.(?:whl|zip|tar\.gz)(?:\s|$)|^\s*(?:-f|--find-links)(?![\s=]*https?:)/.test(
        line,
      ),
    ),
  )
}

/** An editable requirement from a repository, which uv doesn't know: its name, with extras, and URL. */
interface EditableVcs {
  /** As written, without comment and line end. */
  line: string
  name: string
  url: string
}

const EDITABLE_VCS = /^\s*(?:-e|--editable)[\s=]*((?:git|hg|svn|bzr)\+\S+)(.*)$/

export function editableVcs(line: string): EditableVcs | undefined {
  const match = EDITABLE_VCS.exec(line)
  const name = match && /[#&]egg=([\w.-]+(?:\[[\w.,-]+\])?)/.exec(match[1]!)?.[1]
  if (!match || !name) return undefined
  const url = match[1]!.replace(/([#&])egg=[^&]*&?/, '$1').replace(/[#&]$/, '')
  return {line: line.replace(/\s#.*$/, '').trim(), name, url}
}

/** A requirements file in the form that uv reads. */
export function forUv(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const vcs = editableVcs(line)
      return vcs ? `${vcs.name} @ ${vcs.url}` : line
    })
    .join('\n')
}

/** What uv made of them, editable again, at the commit that it found. */
export function restoreEditables(compiled: string, editables: readonly EditableVcs[]): string {
  let text = compiled
  for (const {line, name} of editables) {
    const plain = normaliseName(name.replace(/\[.*$/, ''))
    const pattern = new RegExp(String.raw`^${plain.replaceAll('-', '[-_.]+')}(?:\[[^\]]*\])? @ (\S+)$`, 'im')
    const commit = /@([\da-f]{40})(?:#|$)/.exec(pattern.exec(text)?.[1] ?? '')?.[1]
    const [address, fragment] = line.split('#', 2)
    if (commit !== undefined) text = text.replace(pattern, () => `${withoutRef(address!)}@${commit}#${fragment}`)
  }

  return text
}

/** A package's name as PEP 503 compares it. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

/** A branch or tag stands behind the first `@` of the URL's path. */
function withoutRef(url: string): string {
  const at = url.indexOf('@', url.indexOf('/', url.indexOf('://') + 3))
  return at === -1 ? url : url.slice(0, at)
}

/** The environment variables that a file's `${NAME}`s name, in it and its includes. */
export function variablesIn(tree: FileTree, path: string): string[] {
  const text = includeClosure(tree, path)
    .map((file) => readText(tree, file))
    .join('\n')
  return [...new Set([...text.matchAll(/\$\{([A-Z\d_]+)\}/g)].map((match) => match[1]!))]
}
