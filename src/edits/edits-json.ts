import type {EditJson} from '../common/json-values.js'
import type {Edit} from './edit.js'

/** Which files a change is about, without what it writes. */
export function editsJson(edits: readonly Edit[]): EditJson[] {
  return edits.map((edit) => {
    const {action, path} = edit
    return action === 'rename' ? {path, action, to: edit.to} : {path, action}
  })
}
