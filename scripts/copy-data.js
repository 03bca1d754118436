/** Copies to dist/ what tsc leaves behind: the data files beside the sources. */
import {cpSync} from 'node:fs'

cpSync('src/buildpack/releases.json', 'dist/buildpack/releases.json')
