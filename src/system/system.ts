import type {Clock} from './clock.js'
import type {FileSystem} from './file-system.js'
import type {Host} from './host.js'
import type {HttpClient} from './http.js'
import type {Processes} from './processes.js'
import type {Workspaces} from './workspaces.js'

/**
 * The only way to files, processes, network, time and environment. Commands make the real one; everything else takes it as
 * an argument, so that a test can put a fault into any of it.
 */
export interface System {
  clock: Clock
  files: FileSystem
  host: Host
  http: HttpClient
  processes: Processes
  workspaces: Workspaces
}
