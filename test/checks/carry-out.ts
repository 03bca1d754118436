import type {Edit} from '../../src/edits/edit.js'
import type {FileTree} from '../../src/packaging/file-tree.js'
import type {Refusal} from '../../src/pin/refusal.js'
import type {Target} from '../../src/target/target.js'

import {createFileTree} from '../../src/packaging/file-tree.js'
import {editedTree} from '../../src/edits/edited-tree.js'
import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../../src/package-managers/index.js'
import {planVersion} from '../../src/pin/plan-version.js'
import type {PinInput} from '../../src/pin/read-input.js'
import {parseVersionArgument} from '../../src/pin/version-argument.js'

/** What became of a command: other files, a refusal, or nothing, where it needs a network, git or a person. */
export type Outcome = {kind: 'done'; tree: FileTree} | {kind: 'not-ours'} | {kind: 'refused'; refusal: Refusal}

/** One word of a shell, quoted or not. */
const WORD = String.raw`('[^']*'|[^\s'&|;<>$]+)`
const PIN = new RegExp(`^heroku python:pin ${WORD}( --exact)?$`)
const WRITE = new RegExp(String.raw`^(echo|printf '(?:\\n)?%s\\n') ${WORD} (>>?) ${WORD}$`)
const MOVE = new RegExp(`^git mv(?: --force)? ${WORD} ${WORD}$`)
const REMOVE = new RegExp(`^(?:git )?rm(?: --?[\\w-]+)* ${WORD}$`)
const ADD = new RegExp(String.raw`^git add(?: --force)?((?: ${WORD})+)$`)
/** It resolves over a network, and changes versions only. */
const PIN_ALL = 'heroku python:pin --dependencies'

/** Carries a proposed command out on a tree, offline. */
export function carryOut(command: string, target: Target): Outcome {
  let {tree} = target.project
  for (const part of command.split(' && ')) {
    const outcome = one(part, {...target, project: {...target.project, tree}})
    if (outcome.kind !== 'done') return outcome
    tree = outcome.tree
  }

  return {kind: 'done', tree}
}

function one(command: string, target: Target): Outcome {
  const {tree} = target.project
  const edits = (...list: Edit[]): Outcome => ({kind: 'done', tree: editedTree(tree, list)})
  const pin = PIN.exec(command)
  if (pin) return pinned(unquoted(pin[1]!), pin[2] !== undefined, target)
  const write = WRITE.exec(command)
  if (write) {
    const [, how, text, arrow, file] = write
    const path = unquoted(file!)
    const before = arrow === '>>' ? new TextDecoder().decode(tree.read(path)) : ''
    const line = `${how!.includes(String.raw`\n%s`) ? '\n' : ''}${unquoted(text!)}\n`
    return edits({action: 'write', contents: before + line, path})
  }

  const move = MOVE.exec(command)
  if (move && tree.isFile(unquoted(move[1]!))) return edits({action: 'rename', path: unquoted(move[1]!), to: unquoted(move[2]!)})
  const remove = REMOVE.exec(command)
  if (remove && [...tree.files()].some((file) => `${file}/`.startsWith(`${unquoted(remove[1]!)}/`)))
    return {kind: 'done', tree: without(tree, unquoted(remove[1]!))}
  // What is written here is committed here; files that are on disk only are unknown to a tree.
  const added = ADD.exec(command)?.[1]?.trim().split(' ') ?? []
  const isNothing = command === PIN_ALL || (added.length > 0 && added.every((path) => tree.exists(unquoted(path))))
  return isNothing ? {kind: 'done', tree} : {kind: 'not-ours'}
}

function pinned(text: string, exact: boolean, target: Target): Outcome {
  const value = parseVersionArgument(text)
  if (!value) return {kind: 'not-ours'}
  const {edits, refusal} = planVersion({argument: {text, value}, exact, yes: false}, pinInput(target))
  return refusal ? {kind: 'refused', refusal} : {kind: 'done', tree: editedTree(target.project.tree, edits)}
}

/** What `python:pin` takes where nobody names a version. */
export function versionPinned(target: Target): string {
  return planVersion({argument: undefined, exact: false, yes: false}, pinInput(target)).version
}

const readOnce = () => Promise.reject(new Error('read once'))

function pinInput(target: Target): PinInput {
  const {project, releases} = target
  const {tree} = project
  const bytes = (name: string) => (tree.isFile(name) ? tree.read(name) : undefined)
  const version = bytes('.python-version')
  const managers = PACKAGE_MANAGER_NAMES.filter((name) => tree.isFile(PACKAGE_MANAGERS[name].file))
  return {
    ...target,
    again: () => Promise.resolve({...target, again: readOnce, at: readOnce}),
    at: readOnce,
    cwd: project.source.path,
    files: {
      misspelled: releases.classic.files.misspelledVersionFiles.flatMap((name) => {
        const found = bytes(name)
        return found ? [{bytes: found, name}] : []
      }),
      runtimeTxt: bytes('runtime.txt'),
      versionFile: version && {bytes: version, kind: 'file'},
    },
    lastBuild: null,
    manager: managers.length === 1 ? managers[0]! : null,
  }
}

/** A tree of what is left: a folder without files is gone. */
function without(tree: FileTree, path: string): FileTree {
  const folder = `${path.replace(/\/$/, '')}/`
  const left = [...tree.files()].filter((file) => file !== path && !file.startsWith(folder))
  return createFileTree(new Map(left.map((file) => [file, {contents: tree.read(file) ?? new Uint8Array(), kind: 'file'}])))
}

function unquoted(word: string): string {
  return word.replace(/^'(.*)'$/, '$1')
}
