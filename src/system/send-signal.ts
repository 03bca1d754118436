import {errorCode} from './file-system.js'

/** One that is gone needs no signal. macOS says EPERM of a group whose members have ended but were not waited for. */
export function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH' && errorCode(error) !== 'EPERM') throw error
  }
}
