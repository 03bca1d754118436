/** Takes away from dist/ the declarations that the package's own one does not lead to: nobody can import those. */
import {readdirSync, readFileSync, rmSync} from 'node:fs'
import path from 'node:path'

const reached = new Set()
follow(path.resolve('dist/index.d.ts'))
for (const name of readdirSync('dist', {recursive: true})) {
  const file = path.resolve('dist', name)
  if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file)
}

function follow(file) {
  if (reached.has(file)) return
  reached.add(file)
  for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g))
    follow(`${path.resolve(path.dirname(file), target)}.d.ts`)
}
