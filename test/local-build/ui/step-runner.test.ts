import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'

import type {BuildEvent} from '../../../src/local-build/run/events.js'

import {StepRunner} from '../../../src/local-build/run/step-runner.js'
import {STEP_LINES} from '../../../src/buildpack/classic-lines.js'
import {openLogFile} from '../../../src/system/log-file.js'
import {TemporaryFolders} from '../../support/repository.js'

const LIMITS = {bytes: 2 ** 20, count: 5}

describe('the runner of steps', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it("titles a step by its first line, and a discarded cache by each of its reasons; the log keeps the buildpack's lines", async () => {
    const log = await openLogFile(folders.make(), '1.log', LIMITS)
    const titles: string[] = []
    const runner = new StepRunner(
      'classic',
      (event: BuildEvent) => {
        if (event.type === 'step-titled') titles.push(event.title)
      },
      log,
    )
    const lines = STEP_LINES.discardingCache([
      'The stack has changed from heroku-22 to heroku-24',
      'The contents of uv.lock changed',
    ])
    for (const line of [...lines, '-----> Another line']) runner.tell({line, step: 'restore-cache', type: 'step-line'})
    assert.deepEqual(titles, [
      'Discarding cache since:',
      'Discarding cache since: The stack has changed from heroku-22 to heroku-24',
      'Discarding cache since: The stack has changed from heroku-22 to heroku-24; The contents of uv.lock changed',
    ])
    await log.close()
    assert.equal(readFileSync(log.path, 'utf8'), `${[...lines, '-----> Another line'].join('\n')}\n`)
  })
})
