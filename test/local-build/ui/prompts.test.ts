import assert from 'node:assert/strict'
import {PassThrough} from 'node:stream'

import {ProblemError} from '../../../src/common/problem.js'
import {askForName, askToInstallPython} from '../../../src/render/local-build/prompts.js'

describe('the questions of python:build-local', () => {
  const streams = () => ({input: new PassThrough(), output: new PassThrough()})

  for (const [name, ask] of Object.entries({
    'the offer of a Python': async (to: ReturnType<typeof streams>) => askToInstallPython('3.14.7', ['3.12.1'], to),
    "the app's name": async (to: ReturnType<typeof streams>) => askForName('example', 'Careful.', to),
  })) {
    it(`end the command at Ctrl-C: ${name}`, async () => {
      const {input, output} = streams()
      output.once('readable', () => input.write('\u0003'))
      await assert.rejects(ask({input, output}), (error) => error instanceof ProblemError && error.problem.id === 'interrupted')
    })
  }
})
