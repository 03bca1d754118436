/** Copies to dist/ what tsc leaves behind: the data files beside the sources. */
import {copyFileSync} from 'node:fs'

for (const name of ['build-headings.json', 'releases.json']) copyFileSync(`src/buildpack/${name}`, `dist/buildpack/${name}`)
