/**
 * Makes dist/ of src/: each command with what only it needs, and what several share in chunks. Some hundred small files
 * less to load are what a command's start gets faster by (docs/performance.md). Packages stay outside; the code stays
 * readable. What is imported only when needed stays a file of its own.
 */
import {build} from 'esbuild'
import {readdirSync} from 'node:fs'

const commands = readdirSync('src/commands/python').map((name) => `src/commands/python/${name}`)

await build({
  bundle: true,
  chunkNames: 'chunks/[name]-[hash]',
  // The base class is a file of its own for bench/.
  entryPoints: ['src/index.ts', 'src/cli/base-command.ts', 'src/start/compile-cache.ts', 'src/start/start.ts', ...commands],
  format: 'esm',
  logLevel: 'warning',
  outbase: 'src',
  outdir: 'dist',
  packages: 'external',
  platform: 'node',
  splitting: true,
  target: 'node20.11',
})
