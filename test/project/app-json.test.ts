import assert from 'node:assert/strict'

import {readAppJson} from '../../src/project/app-json.js'
import {treeOf} from '../support/checks.js'

describe('readAppJson', () => {
  const read = (contents: string) => readAppJson(treeOf({'app.json': contents}))

  it('reads what the checks look at, in the forms that the schema allows', () => {
    const text = JSON.stringify(
      {
        addons: ['heroku-postgresql', {as: 'CACHE', plan: 'heroku-redis:mini'}],
        buildpacks: [{url: 'heroku/python'}],
        env: {A: 'b', C: {required: true}},
        environments: {test: {scripts: {test: 'pytest'}}},
        scripts: {postdeploy: 'python manage.py migrate'},
        stack: 'heroku-24',
      },
      null,
      2,
    )
    assert.deepEqual(read(text), {
      addons: ['heroku-postgresql', 'heroku-redis:mini'],
      buildpacks: ['heroku/python'],
      env: ['A', 'C'],
      file: 'app.json',
      postdeploy: {command: 'python manage.py migrate', line: 28},
      stack: 'heroku-24',
      test: {command: 'pytest', line: 23},
      text,
    })
    assert.deepEqual(read('{"scripts": {"postdeploy": {"command": "a"}}}')?.postdeploy, {command: 'a', line: 1})
  })

  it('leaves out what has another form', () => {
    const {addons, buildpacks, env, postdeploy, stack} = read(
      '{"addons": {}, "buildpacks": 1, "env": [], "scripts": [], "stack": 5}',
    )!
    assert.deepEqual([addons, buildpacks, env, postdeploy, stack], [[], undefined, [], undefined, undefined])
    assert.deepEqual(read('{"buildpacks": [{"url": 1}, null, "a"], "scripts": {"postdeploy": ["x"]}}')?.buildpacks, ['a'])
  })

  it('has nothing where it is no JSON object', () => {
    for (const contents of ['', '[]', 'null', '{', '"x"']) assert.equal(read(contents), undefined)
  })
})
