import assert from 'node:assert/strict'

import {withConstants} from '../../scripts/replay-cnb/constants.js'
import {CNB_RULES} from '../../scripts/replay-cnb/judge.js'
import {readDecision} from '../../scripts/replay-cnb/log.js'
import {withReasons} from '../../scripts/replay-cnb/reasons.js'
import {judge} from '../../scripts/replay-releases/judge.js'
import type {Answer} from '../../scripts/replay-releases/run-trees.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {readCnbCorpus} from '../support/corpus.js'
import {judging, recordedSteps, type Step} from './recorded-steps.js'

/** Three steps of the Cloud Native Buildpack's history, as scripts/replay-cnb.ts ran them. Answers and ids only. */
const RECORDED = recordedSteps('test/scripts/replay-cnb-steps.json', readCnbCorpus())
const {trees} = RECORDED
const [RULE, TEXT, DATA] = RECORDED.steps as [Step, Step, Step]

const judged = judging(trees, CNB_RULES)

describe("the replay of the Cloud Native Buildpack's history", () => {
  describe("a step of the Cloud Native Buildpack's history", () => {
    it('was recorded for trees of the corpus', () => {
      assert.ok(trees.every(Boolean))
      for (const {said, truth} of RECORDED.steps) assert.deepEqual([said.length, truth.length], [trees.length, trees.length])
    })

    for (const step of RECORDED.steps)
      it(`brings no wrong answer: ${step.from} to ${step.to}`, () => {
        assert.deepEqual(judged(step).wrong, [])
        assert.deepEqual(judged(step, true).wrong, [])
      })

    it('that changed a rule brings wrong answers where nobody looks at the rules', () => {
      const wrong = judged({...RULE, changes: []}).wrong.map((index) => RULE.truth[index]?.failure)
      assert.ok(wrong.includes('runtime-txt::not-supported'), wrong.join(','))
      assert.ok(judged(RULE).abstained > 0)
    })

    it('that changed the text of a rule is answered by the later code, and is the same', () => {
      const {abstained, interpreted} = judged(TEXT, true)
      assert.ok(interpreted > 0 && abstained < judged(TEXT).abstained, `${interpreted} and ${abstained}`)
      assert.deepEqual(judged({...TEXT, changes: []}).wrong, [])
    })

    it('that changed only constants is judged whole', () => {
      assert.deepEqual(DATA.changes, [])
      assert.deepEqual(judged(DATA), {abstained: 0, interpreted: 0, right: trees.length, wrong: []})
      assert.notDeepEqual(DATA.truth, TEXT.truth)
    })

    it('abstains from a failure that nobody knows the rules of', () => {
      const answer: Answer = {failure: 'New failure', manager: null, origin: null, requested: null, resolved: null}
      const [tree] = trees
      assert.equal(
        judge({changes: new Set(), interpreted: [undefined], said: [answer], trees: [tree!], truth: [answer]}, CNB_RULES)
          .abstained,
        1,
      )
    })
  })

  describe('a log of the Cloud Native Buildpack', () => {
    const NOTHING = {manager: null, origin: null, requested: null, resolved: null}
    const log = (...lines: string[]) => `\n${lines.join('\n')}\n`

    it('says what was decided, before what fails when it is installed', () => {
      const said = readDecision(
        log(
          '\u001B[1;35m[Determining Python version]\u001B[0m',
          'Using Python version 3.13 specified in .python-version',
          '[Installing Python]',
          'Installing Python 3.13.15',
          '[Installing uv]',
          '[Error: Made up]',
        ),
      )
      assert.deepEqual(said, {failure: null, manager: 'uv', origin: '.python-version', requested: '3.13', resolved: '3.13.15'})
    })

    it('says the heading of an error that ends the decisions', () => {
      assert.deepEqual(readDecision(log('\u001B[1;31m[Error: Made up]\u001B[0m', 'More.')), {...NOTHING, failure: 'Made up'})
    })

    it('is an error, where it has another form', () => {
      assert.throws(() => readDecision(log('Something else')), /the log has no/)
      assert.throws(() => readDecision(log('[Installing Python]', 'Installing Python 3.13.15')), /the log has no/)
    })

    it('has headings for which there is a reason, and others stand for themselves', () => {
      const headings = Array.from({length: 20}, (_, index) => `log_error(\n    "Made up ${index}",`).join('\n')
      const errors = `${headings}\nlog_error(format!("Unable to check if {filename} exists"), "")`
      const answers = ['Unable to check if a.b exists', 'Made up 3', 'Unable to read .python-version'].map((failure) => ({
        ...NOTHING,
        failure,
      }))
      assert.deepEqual(
        withReasons([...answers, null, undefined], errors).map((answer) => answer?.failure),
        ['internal-error', 'Made up 3', 'python-version-file::invalid-encoding', undefined, undefined],
      )
    })
  })

  describe("a release's files with the constants of a later one", () => {
    const release = {
      ...builtInReleases.cnb,
      files: {detected: ['a.b', 'c/']},
      forbiddenEnvVars: ['NEW'],
      python: {default: '3.9', deprecated: null, latest: {'3.8': '3.8.1', '3.9': '3.9.2'}, newest: '3.9', oldest: '3.8'},
    }
    const files = {
      'src/checks.rs': 'const FORBIDDEN_ENV_VARS: [&str; 2] = [\n    "A",\n    "B",\n];\nfn f() {}\n',
      'src/detect.rs': 'const KNOWN_PYTHON_PROJECT_FILES: &[&str] = &[\n    "x",\n];\n',
      'src/python_version.rs': `pub(crate) const DEFAULT_PYTHON_VERSION: R = R {
    major: 3,
    minor: 6,
};
pub(crate) const DEFAULT_PYTHON_FULL_VERSION: PythonVersion = LATEST_PYTHON_3_6;
pub(crate) const OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 6;
pub(crate) const NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 6;
pub(crate) const LATEST_PYTHON_3_6: PythonVersion = PythonVersion::new(3, 6, 0);
    match v {
        (3, 6, None) => Ok(LATEST_PYTHON_3_6),
    }
`,
    }

    it('are those that compile', () => {
      assert.deepEqual(withConstants(files, release), {
        'src/checks.rs': 'const FORBIDDEN_ENV_VARS: [&str; 1] = [\n    "NEW",\n];\nfn f() {}\n',
        'src/detect.rs': 'const KNOWN_PYTHON_PROJECT_FILES: &[&str] = &[\n    "a.b",\n    "c/",\n];\n',
        'src/python_version.rs': `pub(crate) const DEFAULT_PYTHON_VERSION: R = R {
    major: 3,
    minor: 9,
};
pub(crate) const DEFAULT_PYTHON_FULL_VERSION: PythonVersion = LATEST_PYTHON_3_9;
pub(crate) const OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 8;
pub(crate) const NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 9;
pub(crate) const LATEST_PYTHON_3_8: PythonVersion = PythonVersion::new(3, 8, 1);
pub(crate) const LATEST_PYTHON_3_9: PythonVersion = PythonVersion::new(3, 9, 2);
    match v {
        (3, 8, None) => Ok(LATEST_PYTHON_3_8),
        (3, 9, None) => Ok(LATEST_PYTHON_3_9),
    }
`,
      })
    })

    it('have no other form', () => {
      assert.throws(() => withConstants({...files, 'src/detect.rs': 'const FILES: () = ();'}, release), /the source has no/)
    })
  })
})
