import {parse} from 'dotenv'
import assert from 'node:assert/strict'
import {chmodSync} from 'node:fs'
import path from 'node:path'

import {type EnvFileFault, parseEnvFile, readEnvFile} from '../../../src/local-build/env-file.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {everythingIn} from '../../support/everything-in.js'
import {TemporaryFolders} from '../../support/repository.js'

describe('--env-file', () => {
  const valid: [name: string, text: string, values: Record<string, string>][] = [
    ['plain', 'A=1\nB=two words\n', {A: '1', B: 'two words'}],
    ['Windows line ends, and none at the end', 'A=1\r\nB=2', {A: '1', B: '2'}],
    ['comments and blank lines', '# why\n\n  # more\nA=1 # and here\n', {A: '1'}],
    ['export, spaces and a colon', 'export A = 1\nB: 2\n', {A: '1', B: '2'}],
    ['quotes', `A="x\\ny"\nB='a # b'\nC=\`it's\`\n`, {A: 'x\ny', B: 'a # b', C: "it's"}],
    ['a value of several lines', 'KEY="-----BEGIN\nabc\n-----END"\nB=2\n', {B: '2', KEY: '-----BEGIN\nabc\n-----END'}],
    ['an empty value', 'A=\nB=""\n', {A: '', B: ''}],
    ['the last of two', 'A=1\nA=2\n', {A: '2'}],
    ['nothing', '', {}],
  ]
  for (const [name, text, values] of valid) {
    it(`reads ${name}`, () => {
      const result = parseEnvFile(text, parse)
      assert.ok('values' in result, JSON.stringify(result))
      assert.deepEqual(Object.fromEntries([...result.values].map(([key, secret]) => [key, secret.reveal()])), values)
      // As dotenv itself would.
      assert.deepEqual({...parse(text)}, values)
    })
  }

  const invalid: [name: string, text: string, fault: EnvFileFault, line: number][] = [
    ['words', 'A=1\n\ncanary without an equals sign\n', 'no-assignment', 3],
    ['only a name', 'A\n', 'no-assignment', 1],
    ['a quote that never closes', 'A=1\nKEY="canary\nB=2\n', 'open-quote', 2],
    ['a name that no shell takes', 'A=1\nMY-KEY=canary\n', 'bad-name', 2],
    ['a name that begins with a digit', '1A=canary\n', 'bad-name', 1],
  ]
  for (const [name, text, fault, line] of invalid) {
    it(`refuses ${name}, with the line`, () => {
      assert.deepEqual(parseEnvFile(text, parse), {fault, line})
    })
  }

  describe('on disk', () => {
    const folders = new TemporaryFolders()

    afterEach(() => folders.remove())

    const problemOf = async (file: string) => {
      const error = await readEnvFile(file, realFileSystem).then(
        () => assert.fail('it was read'),
        (error_: unknown) => error_ as {problem: Record<string, unknown>},
      )
      assert.doesNotMatch(everythingIn(error).join('\n'), /canary/)
      return error.problem
    }

    it('drops a byte order mark, and keeps values from being printed', async () => {
      const folder = folders.make({'.env': '\uFEFFA=canary\n'})
      const values = await readEnvFile(path.join(folder, '.env'), realFileSystem)
      assert.equal(values.get('A')?.reveal(), 'canary')
      assert.doesNotMatch(JSON.stringify([...values]), /canary/)
    })

    it('says what is wrong with a file, never what is in it', async () => {
      const folder = folders.make({
        bad: 'canary\n',
        binary: Buffer.from([0x41, 0x3d, 0xff, 0xfe]),
        folder: {folder: true},
        large: `A=canary\n${'#'.repeat(1024 * 1024)}`,
        locked: 'A=1\n',
        zero: 'A=can\0ary\n',
      })
      chmodSync(path.join(folder, 'locked'), 0)
      const file = (name: string) => path.join(folder, name)
      assert.deepEqual(await problemOf(file('bad')), {
        fault: 'no-assignment',
        id: 'env-file-invalid',
        line: 1,
        path: file('bad'),
      })
      for (const name of ['binary', 'zero']) assert.equal((await problemOf(file(name))).fault, 'binary')
      assert.equal((await problemOf(file('large'))).fault, 'too-large')
      assert.deepEqual(await problemOf(file('nowhere')), {code: 'ENOENT', id: 'env-file-unreadable', path: file('nowhere')})
      assert.equal((await problemOf(file('folder'))).code, 'EISDIR')
      if (process.getuid?.() !== 0) assert.equal((await problemOf(file('locked'))).code, 'EACCES')
    })
  })
})
