import type {System} from './system.js'

import {realClock} from './clock.js'
import {realFileSystem} from './file-system.js'
import {realHttpClient} from './http.js'
import {realProcesses} from './processes.js'

export const realSystem: System = {clock: realClock, files: realFileSystem, http: realHttpClient, processes: realProcesses}
