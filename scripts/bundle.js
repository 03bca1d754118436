/**
 * Makes dist/ of src/: each command with what only it needs, and what several share in chunks. Some hundred small files
 * less to load are what a command's start gets faster by (docs/performance.md). Packages stay outside; the code stays
 * readable. What is imported only when needed stays a file of its own.
 *
 * The doctor of our own bin is one file with all that it needs, packages too: a hook runs it at each commit. It is no ES
 * module, because Node 20 can keep compiled code of others only (src/start/kept-code.ts).
 */
import {build} from 'esbuild'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'

import {writeNotices} from './bundle/notices.js'
import {lateData, lateSegmenter, lazyWithin, withoutOclif} from './bundle/plugins.js'

const commands = readdirSync('src/commands/python').map((name) => `src/commands/python/${name}`)
const starts = ['build-local', 'mcp', 'pin', 'start'].map((name) => `src/start/${name}.ts`)
const common = {bundle: true, logLevel: 'warning', outbase: 'src', outdir: 'dist', platform: 'node', target: 'node20.11'}

await build({
  ...common,
  chunkNames: 'chunks/[name]-[hash]',
  // The base class is a file of its own for bench/.
  entryPoints: ['src/index.ts', 'src/cli/base-command.ts', ...starts, ...commands],
  format: 'esm',
  packages: 'external',
  plugins: [lateData],
  splitting: true,
})

/** Packages that the doctor needs for most apps. */
const WITHIN = new Set(['@lezer/python', '@renovatebot/pep440', 'ignore', 'smol-toml', 'string-width', 'wrap-ansi'])
const {dependencies} = JSON.parse(readFileSync('package.json', 'utf8'))
const {metafile, outputFiles} = await build({
  ...common,
  banner: {
    js: `const fileUrl = require('node:url').pathToFileURL(__filename).href;
var importOf = importOf || ((name) => import(name));`,
  },
  define: {'import.meta.url': 'fileUrl'},
  entryPoints: ['src/start/doctor.ts'],
  external: Object.keys(dependencies).filter((name) => !WITHIN.has(name)),
  format: 'cjs',
  metafile: true,
  minifySyntax: true,
  minifyWhitespace: true,
  outExtension: {'.js': '.cjs'},
  plugins: [lateData, lazyWithin, lateSegmenter, withoutOclif],
  write: false,
})
/** The SDK checks by ajv what a client fills into a form. No form of ours is shown, and ajv is half of the bundle. */
const withoutForms = {
  name: 'without-forms',
  setup({onLoad}) {
    onLoad({filter: /[/\\]validation[/\\]ajv-provider\.js$/}, () => ({
      contents: 'export class AjvJsonSchemaValidator {}',
      loader: 'js',
    }))
  },
}
const sdk = await build({
  ...common,
  // Beside the chunk that imports it.
  entryPoints: {'chunks/sdk': 'src/mcp/sdk.ts'},
  format: 'esm',
  metafile: true,
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [withoutForms],
})

// One byte a character is read and compiled faster. Where a sign may stand in code, its escape may too.
const [{path: file, text}] = outputFiles
const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
// Compiled code that was kept can't import: kept-code.ts does it for it.
const imported = text.replaceAll(/\bimport\((?=")/g, 'importOf(')
writeFileSync(file, imported.replaceAll(/[^\0-\u007F]/g, escaped))
writeNotices('dist/NOTICES.txt', [metafile, sdk.metafile])
