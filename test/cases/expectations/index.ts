import type {Expectation} from '../expectation.js'

import {ADVICE, BUILDPACKS, LOG, SOURCE} from './advice.js'
import {CONTROLS} from './controls.js'
import {IMPORTS, SETTINGS} from './imports.js'
import {PACKAGES, SYSTEM} from './packages.js'
import {PROCFILE, SERVER} from './procfile.js'

const PARTS = [ADVICE, BUILDPACKS, CONTROLS, IMPORTS, LOG, PACKAGES, PROCFILE, SERVER, SETTINGS, SOURCE, SYSTEM]

/** What is right to say, by the case's id. */
export const EXPECTATIONS: ReadonlyMap<string, Expectation> = new Map(PARTS.flatMap((part) => Object.entries(part)))
