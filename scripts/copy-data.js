/** Copies to dist/ what tsc leaves behind: the data files beside the sources. */
import {copyFileSync} from 'node:fs'

copyFileSync('src/buildpack/releases.json', 'dist/buildpack/releases.json')
