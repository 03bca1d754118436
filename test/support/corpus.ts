import {existsSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

import {createFileTree, type FileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import type {Prediction} from '../../src/buildpack/prediction.js'
import {builtInReleases, type ClassicRelease, type Releases} from '../../src/buildpack/release.js'

export type CorpusFile = string | {dir: true} | {symlink: string}

/** One small source tree and what the real buildpack decided about it. See test/conformance/README.md. */
export interface CorpusCase {
  id: string
  group: string
  stack: string
  cached_python: string | null
  files: Record<string, CorpusFile>
  expected: Omit<Prediction, 'failure'> & {failure: null | {reason: string; detail: string | null}}
  strict: boolean
  detail: 'any' | 'exact'
}

/** The shared oracle when the project stands beside it, else the project's own copy. */
export function conformanceFile(name: string): string {
  const shared = fileURLToPath(new URL(`../../../shared/conformance/${name}`, import.meta.url))
  return existsSync(shared) ? shared : fileURLToPath(new URL(`../conformance/${name}`, import.meta.url))
}

export function readCorpus(): CorpusCase[] {
  return readLines('corpus.public.jsonl')
}

/** What the compiled Cloud Native Buildpack answered. */
export type CnbCorpusCase = Omit<CorpusCase, 'cached_python' | 'expected' | 'stack'> & {
  /** `ubuntu-24.04-amd64` */
  target: string
  /** The variables of the build. */
  env: Record<string, string>
  expected: Omit<CorpusCase['expected'], 'detected'> & {/** `error`: detection itself stopped. */ detected: 'error' | boolean}
}

export function readCnbCorpus(): CnbCorpusCase[] {
  return readLines('corpus.cnb.public.jsonl')
}

function readLines<T>(name: string): T[] {
  return readFileSync(conformanceFile(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

/** With the data of the release that was asked: a newer one ships other versions, and the same rules must still hold. */
export const CORPUS_RELEASES: Releases = {
  ...builtInReleases,
  classic: JSON.parse(
    readFileSync(fileURLToPath(new URL('../conformance/release.json', import.meta.url)), 'utf8'),
  ) as ClassicRelease,
}

export function corpusTree(files: CorpusCase['files']): FileTree {
  return createFileTree(new Map(Object.entries(files).map(([path, file]) => [path, corpusEntry(file)])))
}

function corpusEntry(file: CorpusFile): TreeEntry {
  if (typeof file === 'string') return {kind: 'file', contents: Buffer.from(file, 'base64')}
  return 'dir' in file ? {kind: 'directory'} : {kind: 'symlink', target: file.symlink}
}
