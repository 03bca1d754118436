import type {Clock} from './clock.js'
import type {FileSystem} from './file-system.js'
import type {HttpClient} from './http.js'
import type {Processes} from './processes.js'

/** The only way to files, processes, network and time. Commands make the real one; everything else takes it as an argument. */
export interface System {
  clock: Clock
  files: FileSystem
  http: HttpClient
  processes: Processes
}
