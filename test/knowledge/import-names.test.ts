import assert from 'node:assert/strict'

import {modulesOf as modulesOfFiles} from '../../scripts/read-distributions.js'
import {distributionsOf, evidenceOf, isNamespace, mayBring, modulesOf, normalizedName} from '../../src/knowledge/import-names.js'
import data from '../../src/knowledge/import-names.json' with {type: 'json'}
import {isStandardModule} from '../../src/knowledge/stdlib.js'

describe('knowledge: modules and their distributions', () => {
  it('names the distribution of a module that is called otherwise', () => {
    for (const [module, distribution] of Object.entries({
      PIL: 'pillow',
      bs4: 'beautifulsoup4',
      corsheaders: 'django-cors-headers',
      cv2: 'opencv-python',
      decouple: 'python-decouple',
      dotenv: 'python-dotenv',
      jwt: 'pyjwt',
      rest_framework: 'djangorestframework',
      sklearn: 'scikit-learn',
      telegram: 'python-telegram-bot',
      yaml: 'pyyaml',
    })) {
      assert.equal(distributionsOf(module)[0], distribution, module)
    }
  })

  it('names those of the same name, too', () => {
    assert.deepEqual(distributionsOf('requests'), ['requests'])
    assert.deepEqual(distributionsOf('flask_cors'), ['flask-cors'])
    assert.deepEqual(modulesOf('flask-cors'), ['flask_cors'])
  })

  it('knows several that bring one module', () => {
    assert.ok(distributionsOf('psycopg2').includes('psycopg2-binary'))
    assert.ok(distributionsOf('discord').includes('py-cord'))
    assert.ok(distributionsOf('cv2').includes('opencv-python-headless'))
  })

  it('judges a namespace by more than its first part', () => {
    assert.deepEqual(distributionsOf('google.cloud.storage.blob'), ['google-cloud-storage'])
    assert.deepEqual(distributionsOf('google.protobuf'), ['protobuf'])
    assert.deepEqual(distributionsOf('google'), [])
    assert.deepEqual(distributionsOf('google.cloud'), [])
    assert.deepEqual(distributionsOf('google.cloud.of_tomorrow'), [])
    assert.ok(isNamespace('azure'))
    assert.ok(!isNamespace('flask'))
  })

  it('knows nothing of other names, nor of what all objects have', () => {
    assert.deepEqual(distributionsOf('no_such_module'), [])
    assert.deepEqual(distributionsOf('constructor'), [])
    assert.equal(modulesOf('constructor'), undefined)
    assert.equal(modulesOf('no-such-distribution'), undefined)
    assert.equal(evidenceOf('no-such-distribution'), undefined)
  })

  it('says how it knows', () => {
    assert.equal(evidenceOf('pyyaml'), 'wheel')
    assert.equal(evidenceOf('django-cors-headers'), 'list')
  })

  it('is sure of a wheel that was read, and lenient with all others', () => {
    assert.ok(mayBring('pyyaml', 'yaml'))
    assert.ok(!mayBring('pyyaml', 'requests'))
    assert.ok(mayBring('pymongo', 'bson.objectid'))
    assert.ok(mayBring('some-unknown-decouple', 'decouple'))
    assert.ok(mayBring('django-made-up', 'made_up'))
    assert.ok(mayBring('google-cloud-made-up', 'google.cloud.made_up'))
    assert.ok(!mayBring('django-cors-headers', 'decouple'))
    assert.ok(!mayBring('pandas', 'google.cloud.storage'))
  })

  it('has no module of the standard library, and names in one form', () => {
    for (const [module, list] of Object.entries(data.modules)) {
      assert.ok(module.includes('.') || !isStandardModule(module, '3.13'), module)
      assert.match(module, /^[A-Za-z_]\w*(?:\.\w+)*$/)
      for (const name of list.split(' ')) assert.equal(name, normalizedName(name))
    }

    for (const name of data.same.split(' ')) assert.equal(name, normalizedName(name))
  })

  it('has no namespace as a module of one distribution', () => {
    for (const namespace of data.namespaces.split(' ')) {
      assert.ok(
        !Object.hasOwn(data.modules, namespace) || ['flaskext', 'mpl_toolkits', 'ruamel', 'snowflake', 'dbt'].includes(namespace),
        namespace,
      )
    }
  })

  it('reads packages, modules and extensions out of a wheel', () => {
    const files = [
      'yaml/__init__.py',
      'yaml/reader.py',
      '_yaml/__init__.py',
      'six.py',
      'fast.cpython-312-x86_64-linux-gnu.so',
      'x.libs/a.so',
    ]
    assert.deepEqual(modulesOfFiles(files), ['_yaml', 'fast', 'six', 'yaml'])
  })

  it('reads what is in a namespace', () => {
    const files = ['google/cloud/storage/__init__.py', 'google/cloud/storage/blob.py', 'google/api/http_pb2.py']
    assert.deepEqual(modulesOfFiles(files), ['google.api.http_pb2', 'google.cloud.storage'])
  })

  it('leaves out of a wheel what is no module', () => {
    const files = [
      'a/__init__.py',
      'a-1.0.dist-info/RECORD',
      'tests/__init__.py',
      'docs/conf.py',
      '../../../bin/a',
      'readme.txt',
      'a/__pycache__/b.pyc',
    ]
    assert.deepEqual(modulesOfFiles(files), ['a'])
  })
})
