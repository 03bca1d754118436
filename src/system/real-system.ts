import type {System} from './system.js'

import {realClock} from './clock.js'
import {realFileSystem} from './file-system.js'
import {realHost} from './host.js'
import {realHttpClient} from './http.js'
import {realProcesses} from './processes.js'
import {realWorkspaces} from './workspaces.js'

export const realSystem: System = {
  clock: realClock,
  files: realFileSystem,
  host: realHost,
  http: realHttpClient,
  processes: realProcesses,
  workspaces: realWorkspaces,
}
