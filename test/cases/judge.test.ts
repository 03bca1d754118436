import assert from 'node:assert/strict'

import type {FindingJson} from '../../src/doctor/json.js'
import type {Expectation} from './expectation.js'
import type {Answer} from './run-case.js'

import {answers, at, control, ERROR, expects, find, SERIOUS} from './expectation.js'
import {judge} from './judge.js'

describe('judging the answer to a case', () => {
  const finding = (changes: Partial<FindingJson> = {}): FindingJson => ({
    column: null,
    docs: 'https://example.com',
    endColumn: null,
    file: 'app.py',
    fingerprint: `${'0'.repeat(32)}:1`,
    fix: {command: 'pip install flask', kind: 'ask'},
    id: 'deps/one',
    line: 1,
    message: 'flask is missing',
    severity: 'error',
    title: 'a title',
    ...changes,
  })
  const noFile: Answer['after'] = (file) => new Map<string, string>().get(file)
  const answer = (findings: FindingJson[], changes: Partial<Answer> = {}): Answer => ({
    after: noFile,
    exitCode: 0,
    findings,
    told: '',
    ...changes,
  })
  const verdict = (expectation: Expectation, given: Answer) => judge(expectation, given).verdict
  const flask = expects('imports', at('app.py', find('deps/one|deps/other', ERROR, /flask/, /pip install/)))

  it('is told with the id, the names, the severity and the file', () => {
    assert.equal(verdict(flask, answer([finding()])), 'told')
    assert.equal(verdict(flask, answer([finding({id: 'deps/other'})])), 'told')
    const two = [finding({message: 'flask'}), finding({fix: {command: null, kind: 'hand'}, severity: 'warning'})]
    assert.equal(verdict(flask, answer(two)), 'told', 'several findings together')
  })

  it('is near where one of them is not right', () => {
    for (const changes of [
      {severity: 'warning'},
      {file: null},
      {fix: {command: 'pip install it', kind: 'ask'}, message: ''},
    ] as const) {
      const {faults, verdict: near} = judge(flask, answer([finding(changes)]))
      assert.deepEqual([near, faults.length], ['near', 1], JSON.stringify(changes))
    }

    const both = expects('imports', find('deps/one', SERIOUS), find('deps/two', SERIOUS))
    assert.deepEqual(judge(both, answer([finding()])), {faults: ['no deps/two'], verdict: 'near'})
  })

  it('is silent without any of the ids, whatever warnings there are', () => {
    assert.equal(verdict(flask, answer([])), 'silent')
    assert.equal(verdict(flask, answer([finding({id: 'deps/unpinned', severity: 'warning'})])), 'silent')
  })

  it('is wrong with an error that is neither expected nor allowed, or a finding that may never be', () => {
    const given = answer([finding(), finding({id: 'procfile/missing'})])
    assert.equal(verdict(flask, given), 'wrong')
    assert.equal(verdict({...flask, allows: ['procfile/missing']}, given), 'told')
    assert.equal(verdict({...flask, never: [{id: 'deps/one', names: /flask/}]}, answer([finding()])), 'wrong')
    assert.equal(verdict({...flask, saysNot: [/touch/]}, answer([finding()], {told: 'touch it'})), 'wrong')
  })

  it('lets a control have infos, and the warnings that it allows', () => {
    const warned = answer([finding({severity: 'warning'})])
    assert.equal(verdict(control(), answer([finding({severity: 'info'})])), 'told')
    assert.equal(verdict(control(), warned), 'wrong')
    assert.equal(verdict(control('deps/one'), warned), 'told')
  })

  it('reads what other commands say, and the file that they leave', () => {
    const said = answers('log', /flask/, /jinja2/)
    assert.equal(verdict(said, answer([], {told: 'flask and jinja2'})), 'told')
    assert.equal(verdict(said, answer([], {told: 'flask'})), 'near')
    assert.equal(verdict(said, answer([], {told: 'nothing'})), 'silent')
    const left: Expectation = {...expects('advice'), leaves: {file: 'a.txt', unless: /jinja2/, without: /jinja2==3/}}
    const after = (file: string) => (file === 'a.txt' ? 'jinja2==3\n' : undefined)
    assert.equal(verdict(left, answer([], {after})), 'silent')
    assert.equal(verdict(left, answer([], {after, told: 'jinja2 breaks it'})), 'told')
    assert.equal(verdict(left, answer([])), 'told')
  })
})
