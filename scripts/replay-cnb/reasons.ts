import {buildHeadings} from '../../src/buildpack/build-log.js'
import {type Headings, readCnbHeadings} from '../../src/buildpack/heading-source.js'
import {escapeRegExp} from '../../src/common/escape-regexp.js'
import type {Answer} from '../replay-releases/run-trees.js'
import {NOTHING} from './log.js'

/**
 * Headings that are not read from a release: an earlier one's, and that of a version file that isn't UTF-8, whose general form
 * tells no reason.
 */
const OTHERS: Headings = {
  'Unable to read .python-version': 'python-version-file::invalid-encoding',
  'Unsafe environment variable found': 'checks::forbidden-env-vars',
}

/**
 * Answers with the reasons by which the plugin knows failures in place of headings, which a release may put in other words. A heading
 * that has no reason stands for itself.
 *
 * @param errors the release's src/errors.rs
 */
export function withReasons<T>(answers: readonly (Answer | T)[], errors: string): (Answer | T)[] {
  const headings = [OTHERS, readCnbHeadings(errors, buildHeadings.classic.headings)].flatMap((one) => Object.entries(one))
  const known = headings.map(([heading, reason]) => {
    const pattern = heading.split('*').map((part) => escapeRegExp(part))
    return {pattern: new RegExp(`^${pattern.join('.+')}$`), reason}
  })
  const reasonOf = (heading: string) => known.find(({pattern}) => pattern.test(heading))?.reason ?? heading
  return answers.map((answer) => (isFailure(answer) ? {...NOTHING, failure: reasonOf(answer.failure)} : answer))
}

function isFailure(answer: unknown): answer is Answer & {failure: string} {
  return typeof (answer as Answer | null | undefined)?.failure === 'string'
}
