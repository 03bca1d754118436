import {execa} from 'execa'
import assert from 'node:assert/strict'

import type {MigrateProblem} from '../../src/migrate/problem.js'

import {ProblemError} from '../../src/common/problem.js'
import {PROJECT} from '../support/heroku-cli.js'
import type {Choice} from '../../src/migrate/prompter.js'
import {choiceLabel} from '../../src/render/migrate/text.js'
import {answering, Harness, NEW, OLD, REPO} from './harness.js'

describe('python:migrate-buildpack in a terminal', () => {
  const harness = new Harness()

  beforeEach(async () => harness.start())

  afterEach(async () => harness.stop())

  const cancelled = async () => {
    throw new ProblemError<MigrateProblem>({app: 'example', id: 'cancelled'})
  }

  it('makes the changes that were agreed to, in the better order', async () => {
    const {exitCode} = await harness.run([], {prompter: answering()})
    assert.equal(exitCode, 0)
    assert.deepEqual(harness.list, [...NEW].reverse())
  })

  it('asks about copies one by one, and keeps what was declined', async () => {
    const copy = 'https://github.com/acme/heroku-buildpack-python'
    harness.api.app('example').buildpacks = [copy]
    const asked: string[] = []
    const agree = async (question: string) => {
      asked.push(question)
      return false
    }

    const {exitCode, stdout} = await harness.run([], {prompter: answering({agree, next: async () => 'leave'})})
    assert.equal(exitCode, 0)
    assert.match(
      asked[0]!,
      /Replace https:\/\/github\.com\/acme\/heroku-buildpack-python with heroku\/python\? \(.*acme's fork: review how it differs first/,
    )
    assert.match(stdout, /Kept: as you chose\.[^]*Nothing changed\./)
    assert.deepEqual(harness.list, [copy])
  })

  it('takes single changes and an order of the user’s own', async () => {
    harness.api.app('example').buildpacks = [...OLD, 'https://github.com/acme/pack']
    const steps: ('apply' | 'choose' | 'reorder')[] = ['choose', 'reorder', 'apply']
    const prompter = answering({
      agree: async (question) => question === 'Change example now?',
      choose: async () => new Set(),
      next: async () => steps.shift()!,
      order: async () => [2, 0, 1],
    })
    const {exitCode} = await harness.run([], {prompter})
    assert.equal(exitCode, 0)
    assert.deepEqual(harness.list, ['https://github.com/acme/pack', ...OLD])
  })

  it('keeps the order that was agreed to while single changes are chosen, and shows the present plan as boxes', async () => {
    harness.api.app('example').buildpacks = [...OLD, 'urn:buildpack:heroku/nodejs']
    const boxes: (readonly Choice[])[] = []
    const steps: ('apply' | 'choose')[] = ['choose', 'choose', 'apply']
    const prompter = answering({
      async choose(choices) {
        boxes.push(choices)
        // The duplicate stays, as is said once.
        return new Set(choices.flatMap(({id, isWanted}) => (isWanted && id !== 2 ? [id] : [])))
      },
      next: async () => steps.shift()!,
    })
    const {exitCode, stdout} = await harness.run([], {prompter})
    assert.equal(exitCode, 0)
    const shown = boxes.map((choices) => choices.map((choice) => [choiceLabel(choice), choice.isWanted]))
    assert.deepEqual(
      shown[0]!.map(([, isWanted]) => isWanted),
      [true, true, true],
    )
    assert.deepEqual(shown[0]!.at(-1), ['Order: heroku/nodejs, heroku/python', true])
    assert.deepEqual(shown[1], [
      [`Replace ${REPO} with heroku/python`, true],
      ['Remove heroku/nodejs', false],
      ['Order: heroku/nodejs, heroku/nodejs, heroku/python', true],
    ])
    assert.deepEqual(harness.list, [NEW[1], NEW[1], NEW[0]])
    assert.match(stdout, /Moved: to position \d/)
  })

  it('takes an order that is unticked back', async () => {
    const steps: ('apply' | 'choose')[] = ['choose', 'apply']
    const prompter = answering({
      choose: async (choices) => new Set(choices.flatMap((choice) => ('change' in choice ? [choice.id] : []))),
      next: async () => steps.shift()!,
    })
    assert.equal((await harness.run([], {prompter})).exitCode, 0)
    assert.deepEqual(harness.list, NEW)
  })

  it('asks once more before it changes the app, and leaves everything at a no', async () => {
    const asked: string[] = []
    const prompter = answering({
      async agree(question) {
        asked.push(question)
        return !question.startsWith('Change')
      },
    })
    const {exitCode, stdout} = await harness.run([], {prompter})
    assert.equal(exitCode, 0)
    assert.equal(asked.at(-1), 'Change example now?')
    assert.match(stdout, /Nothing changed\./)
    assert.equal(harness.puts, 0)
  })

  for (const question of ['agree', 'choose', 'next', 'order', 'typeName'] as const) {
    it(`changes nothing at Ctrl-C: ${question}`, async () => {
      const lost = 'https://canary@github.com/acme/heroku-buildpack-python'
      harness.api.app('example').buildpacks = [lost, 'heroku/nodejs']
      const {exitCode, stderr} = await harness.run(['--interactive'], {
        prompter: answering({order: async () => [0, 1], [question]: cancelled}),
      })
      assert.equal(exitCode, 2)
      assert.match(stderr, /Canceled: example is unchanged/)
      assert.deepEqual(harness.list, [lost, 'heroku/nodejs'])
      assert.equal(harness.puts, 0)
    })
  }

  it('holds Ctrl-C back while the change is under way, and says what the app has', async () => {
    let ended = 0
    const cli = () => {
      ended++
    }

    process.on('SIGINT', cli)
    try {
      harness.api.onRequest(({method}) => {
        if (method === 'PUT') process.emit('SIGINT')
      })
      const {exitCode, stderr, stdout} = await harness.run(['--yes'])
      assert.equal(exitCode, 0)
      assert.match(stderr, /A change is in progress: waiting for its result/)
      assert.match(stdout, /Buildpacks changed\./)
      assert.equal(ended, 0)
      assert.deepEqual(process.listeners('SIGINT').includes(cli), true, 'the next one does what it always does')
    } finally {
      process.removeListener('SIGINT', cli)
    }
  })

  it('refuses --interactive where there is none', async () => {
    const {exitCode, stderr} = await harness.run(['--interactive'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /--interactive needs a terminal/)
  })

  describe('at its start', () => {
    /** The modules that a process loads, while it runs a script. */
    const loadedBy = async (script: string) => {
      const hook = 'export const load = (url, context, next) => (process._rawDebug(url), next(url, context))'
      const watched = `import {register} from 'node:module'; register('data:text/javascript,${encodeURIComponent(hook)}'); ${script}`
      const {stderr} = await execa(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', watched], {
        cwd: PROJECT,
        env: {...harness.api.env, HEROKU_PYTHON_RELEASES_URL: 'http://127.0.0.1:9', XDG_DATA_HOME: harness.data},
      })
      return stderr
    }

    it('loads no prompt library when nothing is asked', async () => {
      const argv = JSON.stringify(['--app', 'example', '--source', harness.folder, '--yes'])
      const command = './src/commands/python/migrate-buildpack.ts'
      const loaded = await loadedBy(
        `const {default: Command} = await import('${command}'); await Command.run(${argv}, {root: ${JSON.stringify(PROJECT)}})`,
      )
      assert.deepEqual(harness.list, NEW)
      assert.match(loaded, /migrate-buildpack/)
      assert.doesNotMatch(loaded, /inquirer/)
      assert.match(
        await loadedBy("await import('./src/render/migrate/prompts.ts')"),
        /inquirer/,
        'the test sees it where it is loaded',
      )
    })
  })
})
