import assert from 'node:assert/strict'

import {mergeSettings, parseSettings, readPipSettings, renderSettings} from '../../src/toolchain/pip-index.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {TemporaryFolders} from '../support/repository.js'

describe("pip's settings of this machine", () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  it('only those about the network are read, and written for a build', () => {
    const text = [
      '# a comment',
      '[global]',
      'index-url = https://user:secret@mirror.example/simple',
      'extra-index-url = https://private.example/simple',
      'trusted_host =',
      '    mirror.example',
      '    other.example',
      'user = true',
      '[install]',
      'default-timeout: 60',
      '[freeze]',
      'proxy = http://ignored.example',
    ].join('\n')
    const settings = parseSettings(text)
    assert.deepEqual(settings, {
      'index-url': 'https://user:secret@mirror.example/simple',
      timeout: '60',
      'trusted-host': 'mirror.example other.example',
    })
    assert.deepEqual(parseSettings(renderSettings(settings)), settings)
  })

  it('several files become one, of which the later counts more', () => {
    const texts = [
      '[global]\ncert = /a.pem\nroot-user-action = ignore\n',
      '; a comment\n[global]\nindex_url: https://first.example\n  https://second.example\nnot a setting\n  nor this\n',
      '[install]\nno-compile = true\n[global]\nCERT = /b.pem\n',
    ]
    const lines = [
      '[global]',
      'cert = /b.pem',
      'root-user-action = ignore',
      'index-url = https://first.example',
      '    https://second.example',
      '[install]',
      'no-compile = true',
    ]
    assert.equal(mergeSettings(texts), `${lines.join('\n')}\n`)
  })

  it('files in their order, then variables; PIP_CONFIG_FILE takes the place of the user’s, and may turn all off', async () => {
    const home = folders.make({
      '.config/pip/pip.conf': '[global]\nindex-url = https://new.example/simple\n',
      '.pip/pip.conf': '[global]\nindex-url = https://old.example/simple\ncert = /old.pem\n',
      'own.conf': '[global]\nproxy = http://own.example\n',
    })
    const read = async (env: NodeJS.ProcessEnv) =>
      readPipSettings({env: {HOME: home, XDG_CONFIG_DIRS: '/nowhere', ...env}, platform: 'linux'}, realFileSystem)
    assert.deepEqual(await read({}), {
      ...(await read({PIP_CONFIG_FILE: `${home}/none`})),
      cert: '/old.pem',
      'index-url': 'https://new.example/simple',
    })
    assert.equal((await read({PIP_INDEX_URL: 'https://variable.example'}))['index-url'], 'https://variable.example')
    assert.equal((await read({PIP_CONFIG_FILE: `${home}/own.conf`})).proxy, 'http://own.example')
    assert.deepEqual(await read({PIP_CONFIG_FILE: '/dev/null'}), {})
  })
})
