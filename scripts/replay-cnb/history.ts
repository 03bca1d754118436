import type {CnbRelease} from '../../src/buildpack/release.js'
import {CNB_SOURCES, readCnbRelease} from '../../src/buildpack/release-source.js'
import {CNB_RULE_FILES, cnbRules} from '../../src/buildpack/rule-text.js'
import {type ReleaseTag, type History, readHistory} from '../replay-releases/history.js'

export type Constants = Pick<CnbRelease, 'files' | 'forbiddenEnvVars' | 'python'>
export type Tag = ReleaseTag<Constants>

const CNB: History<Constants> = {
  constants(sources) {
    const {files, forbiddenEnvVars, python} = readCnbRelease(sources as never)
    return {files, forbiddenEnvVars, python}
  },
  digests: cnbRules,
  // Until v1.0.0 uv, until v0.20.1 the list of variables.
  laterForms: [
    ['requirements/uv.txt', 'uv==', 'uv==1.0'],
    ['src/checks.rs', 'const FORBIDDEN_ENV_VARS', 'const FORBIDDEN_ENV_VARS: [&str; 0] = [\n];\n'],
  ],
  paths: ['requirements', 'src'],
  pattern: /^v\d+\.\d+\.\d+$/,
  ruleFiles: CNB_RULE_FILES,
  sources: CNB_SOURCES,
}

/** The Cloud Native Buildpack's newest tags, oldest first. */
export function readTags(checkout: string, count: number): Tag[] {
  return readHistory(CNB, checkout, count)
}
