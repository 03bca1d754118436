import type {FixPlan} from '../../doctor/fix.js'
import type {Edit} from '../../edits/edit.js'
import type {FixesJson} from '../../doctor/json.js'
import type {EditJson} from '../../common/json-values.js'

/** Which files a change is about, without what it writes. */
export function editsJson(edits: readonly Edit[]): EditJson[] {
  return edits.map((edit) => {
    const {action, path} = edit
    return action === 'rename' ? {path, action, to: edit.to} : {path, action}
  })
}

export function fixesJson({applied, plan}: {applied: boolean; plan: FixPlan}): FixesJson {
  const {edits, fixedIds, postponed, refused} = plan
  return {edits: editsJson(edits), mends: fixedIds, postponed, refused, applied}
}
