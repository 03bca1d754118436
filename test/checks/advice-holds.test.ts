import assert from 'node:assert/strict'

import type {CheckedFinding} from '../../src/checks/run-checks.js'
import type {FileTree} from '../../src/packaging/file-tree.js'
import type {Project} from '../../src/project/project.js'
import {editedTree} from '../../src/edits/edited-tree.js'
import {makeTarget} from '../../src/target/target.js'
import {FRESH, reportOf, STALE} from '../support/checks.js'
import {carryOut, versionPinned} from './carry-out.js'
import {appFor, built, type Case, onlineFor} from './case.js'
import {CASES} from './cases.js'

/** What the doctor says of a case's app whose files are others. */
function findingsOn(example: Case, project: Project): readonly CheckedFinding[] {
  const {findings} = reportOf(project, {
    app: appFor(example),
    online: onlineFor(example),
    releaseData: example.stale ? STALE : FRESH,
  })
  return findings
}

/** A finding is the same if it is about the same thing. */
const keyOf = ({file, id}: CheckedFinding) => `${id} ${file ?? ''}`
const errorsIn = (findings: readonly CheckedFinding[]) =>
  findings.filter(({severity}) => severity === 'error').map((finding) => keyOf(finding))

/** Why following a finding's advice helps nothing; undefined: it helps, or it can't be tried here. */
function fault(example: Case, project: Project, finding: CheckedFinding, before: readonly CheckedFinding[]): string | undefined {
  const after = treeAfter(example, project, finding)
  if (after === undefined || typeof after === 'string') return after
  const found = findingsOn(example, {...project, tree: after})
  const left = found.find((other) => keyOf(other) === keyOf(finding) && other.message === finding.message)
  if (left) return 'the finding is still there'
  const known = new Set(before.map((finding) => keyOf(finding)))
  // What a build would come to only now is no fault of the advice.
  const worse = errorsIn(found).filter((key) => !known.has(key))
  return worse.length > 0 && errorsIn(before).length <= errorsIn(found).length - worse.length
    ? `new errors: ${worse.join(', ')}`
    : undefined
}

function treeAfter(example: Case, project: Project, {fix}: CheckedFinding): FileTree | string | undefined {
  // Edits of a tree know no folders: there the command stands for them.
  if (fix.kind === 'auto' && fix.edits.every(({action}) => action !== 'untrack')) return editedTree(project.tree, fix.edits)
  if (fix.command === null) return undefined
  const app = appFor(example)
  const target = makeTarget({app, project, releaseData: FRESH, skipped: {}})
  const outcome = carryOut(fix.command, target)
  if (outcome.kind === 'refused') return `refused: ${outcome.refusal.id}`
  return outcome.kind === 'done' ? outcome.tree : undefined
}

const FLASK = 'flask==3.1.2\n'
const lock = (python: string) =>
  `{"_meta": {"hash": {"sha256": "0"}, "requires": {"python_version": "${python}"}}, "default": {}}`
const poetry = (python: string) =>
  `[tool.poetry]\nname = "a"\npackage-mode = false\n[tool.poetry.dependencies]\npython = "${python}"\n`
const project = (python: string) => `[project]\nname = "a"\nversion = "1"\nrequires-python = "${python}"\n`

/** Apps for which not every Python will do. */
const PARTICULAR: readonly Case[] = [
  built('a Pipfile beside requirements.txt', {Pipfile: '[requires]\npython_version = "3.8"\n', 'requirements.txt': FLASK}, []),
  built('a Pipfile', {Pipfile: '[requires]\npython_version = "3.8"\n', 'Pipfile.lock': lock('3.8')}, []),
  built(
    'a Pipfile and an old runtime.txt',
    {Pipfile: '[requires]\npython_version = "3.11"\n', 'Pipfile.lock': lock('3.11'), 'runtime.txt': 'python-3.8.10\n'},
    [],
  ),
  built(
    'requires-python beside requirements.txt',
    {'pyproject.toml': project('>=3.8,<3.12'), 'requirements.txt': FLASK, 'runtime.txt': 'python-3.8.10\n'},
    [],
  ),
  built('a Python of Poetry', {'.python-version': '3.8\n', 'poetry.lock': '', 'pyproject.toml': poetry('>=3.9,<3.13')}, []),
  built('a Python of uv', {'pyproject.toml': project('==3.11.*'), 'uv.lock': 'version = 1\n'}, []),
  built(
    'pins of old packages',
    {'.python-version': '3.8\n', 'app.py': 'import django\n', 'requirements.txt': 'Django==3.2.25\nSQLAlchemy==2.0.20\n'},
    [],
  ),
  built(
    'a Python that is no version',
    {'.python-version': 'system\n', 'pyproject.toml': project('>=3.10,<3.12'), 'requirements.txt': FLASK},
    [],
  ),
]

describe('advice', () => {
  for (const example of [...CASES, ...PARTICULAR]) {
    it(`helps where it is followed: ${example.name}`, async () => {
      const project = await example.project()
      const before = findingsOn(example, project)
      const faults = before.flatMap((finding) => {
        const what = fault(example, project, finding, before)
        return what === undefined ? [] : [`${keyOf(finding)}: ${finding.fix.command ?? 'edits'}: ${what}`]
      })
      assert.deepEqual(faults, [])
    })
  }

  describe('the Python that is proposed', () => {
    const proposed = async (files: Record<string, string>) => {
      const example = built('an app', files, [])
      const findings = findingsOn(example, await example.project())
      return [...new Set(findings.flatMap(({fix: {command}}) => /^heroku python:pin (\d\S*)/.exec(command ?? '')?.[1] ?? []))]
    }

    it('is one on which the pinned packages start', async () => {
      assert.deepEqual(await proposed({'.python-version': '3.8\n', 'requirements.txt': 'Django==3.2.25\n'}), ['3.12'])
      assert.deepEqual(await proposed({'.python-version': '3.8\n', 'requirements.txt': 'Django==5.2.4\n'}), ['3.14'])
    })

    it('is the same that pin takes itself', async () => {
      const files = {'app.py': '', 'requirements.txt': 'Django==3.2.25\n'}
      const example = built('an app', files, [])
      const target = makeTarget({app: null, project: await example.project(), releaseData: FRESH, skipped: {}})
      assert.deepEqual(await proposed(files), [versionPinned(target)])
    })
  })
})
