import assert from 'node:assert/strict'

import {evaluateMarker, parseMarker} from '../../src/packaging/requirements/marker.js'

describe('environment markers', () => {
  const environment = {
    extra: '',
    os_name: 'posix',
    platform_release: undefined,
    python_full_version: '3.13.5',
    python_version: '3.13',
  }
  const cases: [marker: string, holds: boolean | undefined][] = [
    ['python_version >= "3.9"', true],
    ['python_version < "3.9"', false],
    ['platform_release == "6"', undefined],
    ['sys_platform == "linux"', undefined],
    ['platform_release == "6" or os_name == "posix"', true],
    ['platform_release == "6" or os_name == "nt"', undefined],
    ['platform_release == "6" and os_name == "nt"', false],
    ['platform_release == "6" and os_name == "posix"', undefined],
    ['python_version == python_full_version', undefined],
    ['"a" == "a"', undefined],
    ['os_name ~= "posix"', undefined],
    ['python_full_version === "3.13.5"', true],
    ['python_version == "3.*"', true],
    ['python_version in "3.12 3.13"', true],
    ['extra == "My_Extra"', false],
  ]
  for (const [marker, expected] of cases) {
    it(`${marker}: ${expected ?? 'unknown'}`, () => {
      assert.equal(evaluateMarker(parseMarker(marker)!, environment), expected)
    })
  }

  it('are refused when they are nested without end', () => {
    assert.equal(parseMarker(`${'('.repeat(50)}os_name == "x"${')'.repeat(50)}`) === undefined, false)
    assert.equal(parseMarker(`${'('.repeat(50_000)}os_name == "x"${')'.repeat(50_000)}`), undefined)
  })
})
