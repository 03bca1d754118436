import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {appJsonBuildpacks} from '../../platform/buildpacks/named-in-source.js'
import {filesWith} from '../../project/python-source/index.js'
import {creatorOf} from '../creators.js'
import {listing} from '../facts.js'
import {runningBuildpacks} from '../shared/buildpack-list.js'

/** Source: Git LFS's specification: the first line of every pointer, and its size in bytes. */
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n/
const LIMIT = 1024
const SHOWN = 5

export const lfsPointer: Check = {
  id: 'source/lfs-pointer',
  title: "a file is in Git LFS, which Heroku doesn't fetch",
  severity: 'error',
  docs: {
    what: "The commit has Git LFS pointers instead of files. This is an error if the app's code names one, or if it's a model or data that programs load. For images, tests and documents it's a warning or nothing.",
    why: 'Heroku does not fetch files from Git LFS. The build and the dyno only get the pointer, a text file of about 130 bytes. Loading it fails with "invalid load key, \'v\'" or similar.',
    fix: 'Commit the file itself (`git lfs migrate export --include="model.pkl"`) if it\'s small enough for git and for the slug\'s 500 MB. Or keep it in a store such as S3 and load it when the app starts. A buildpack for Git LFS fetches files during the build.',
    example: '`*.pkl filter=lfs` in `.gitattributes`, and `pickle.load(open("model.pkl", "rb"))`',
    link: 'https://devcenter.heroku.com/articles/git#git-lfs',
  },
  run(context) {
    if (fetchesLfs(context)) return []
    const pointers = pointersIn(context)
    const told = pointers.filter(({use}) => use === 'loaded')
    const rest = pointers.filter(({use}) => use === 'maybe')
    return [
      ...(told.length > 0 ? [finding(told, 'error')] : []),
      ...(told.length === 0 && rest.length > 0 ? [finding(rest, 'warning')] : []),
    ]
  },
}

interface Pointer {
  path: string
  /** Of the file itself. */
  bytes: number | null
  /** Whether the app needs it. */
  use: 'loaded' | 'maybe'
}

/** A buildpack or a hook of the app does. */
function fetchesLfs(context: CheckContext): boolean {
  const list = [...runningBuildpacks(context), ...(appJsonBuildpacks(context.project.tree) ?? [])]
  if (list.some(({identity}) => /\blfs\b/i.test(identity))) return true
  return creatorOf(context, {files: [], words: /\blfs\b/}, 'start')?.startsWith('the bin/') === true
}

/** Files that say nothing about the running app. */
const ELSEWHERE = /(?:^|\/)(?:\.[^/]+|docs?|examples?|fixtures|notebooks?|screenshots?|testdata|tests?|training|raw)\//i
/** What programs load. */
const DATA =
  /\.(?:bin|caffemodel|ckpt|dat|feather|gguf|h5|hdf5|joblib|keras|model|npy|npz|onnx|parquet|pb|pickle|pkl|pt|pth|safetensors|sav|tflite|weights)$/i
/** Sources of pictures and films, and documents. */
const NEVER_LOADED = /\.(?:ai|avi|docx?|fig|ipynb|mov|pdf|pptx?|psd|sketch|xcf)$/i

function pointersIn(context: CheckContext): Pointer[] {
  const {tree} = context.project
  const found: Pointer[] = []
  let names: ReadonlySet<string> | undefined
  for (const path of tree.files()) {
    const contents = tree.read(path)
    if (!contents || contents.length >= LIMIT || contents[0] !== 0x76 || ELSEWHERE.test(path)) continue
    const text = new TextDecoder().decode(contents)
    if (!POINTER.test(text)) continue
    const size = /^size (\d{1,15})$/m.exec(text)?.[1]
    const bytes = size === undefined ? null : Number(size)
    const isLoaded = DATA.test(path) || (names ??= namesInCode(context)).has(posix.basename(path))
    if (isLoaded) found.push({bytes, path, use: 'loaded'})
    else if (!NEVER_LOADED.test(path)) found.push({bytes, path, use: 'maybe'})
  }

  return found
}

/** The parts of all paths in quotes in the app's code, and what stands between them. */
function namesInCode({project: {tree}}: CheckContext): ReadonlySet<string> {
  const names = new Set<string>()
  for (const file of filesWith(tree, /["']/)) {
    if (ELSEWHERE.test(file)) continue
    for (const part of new TextDecoder().decode(tree.read(file)).split(/["'/\\\n]/)) names.add(part)
  }

  return names
}

function finding(pointers: readonly Pointer[], severity: 'error' | 'warning'): Finding {
  const shown = pointers.slice(0, SHOWN).map(({bytes, path}) => (bytes === null ? path : `${path} (${sizeText(bytes)})`))
  const more = pointers.length > SHOWN ? [`${pointers.length - SHOWN} more`] : []
  const names = listing([...shown, ...more])
  const are = pointers.length === 1 ? 'is' : 'are'
  return {
    file: pointers[0]!.path,
    fix: {command: null, kind: 'hand'},
    message: `${names} ${are} in Git LFS, which Heroku doesn't fetch: the app gets a pointer of about 130 bytes instead of ${pointers.length === 1 ? 'the file' : 'each file'}${severity === 'error' ? ', and loading it fails' : ''}. Commit the file itself, or load it from a store such as S3 when the app starts.`,
    severity,
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`
}
