import assert from 'node:assert/strict'

import {classicRules, cnbRules} from '../../src/buildpack/rule-text.js'

/** A script of no release, in the form of the buildpack's. */
const SHELL = [
  '#!/usr/bin/env bash',
  'LATEST_PYTHON_3_15="3.15.9"',
  'VERSION_REGEX="[0-9]+"',
  'MISSPELLED_PYTHON_VERSION_FILE_NAMES=(',
  '\t".pythonversion"',
  ')',
  '',
  '# Decides.',
  'function example::decide() {',
  '\tlocal folder="${1}"',
  '\tif [[ -f "${folder}/a" ]]; then # the file',
  '\t\toutput::error <<-EOF',
  '\t\t\tError: There is a file.',
  '\t\tEOF',
  '\t\texit 1',
  '\tfi',
  '}',
  '',
  'function example::resolve() {',
  '\tcase "${1}" in',
  '\t\t3.15) echo "${LATEST_PYTHON_3_15}" ;;',
  '\t\t*) exit 1 ;;',
  '\tesac',
  '\tcat >file <<-EOF',
  '\t\t# written',
  '\tEOF',
  '}',
  '',
].join('\n')

const RUST = [
  'use std::path::Path;',
  'pub(crate) const LATEST_PYTHON_3_15: PythonVersion = PythonVersion::new(3, 15, 9);',
  '/// Decides.',
  'pub(crate) fn decide(folder: &Path) -> bool {',
  '    // The file.',
  '    if folder.join("a").exists() {',
  '        return false;',
  '    }',
  '    true',
  '}',
  '',
  'fn resolve(version: (u16, u16, Option<u16>)) -> PythonVersion {',
  '    match version {',
  '        (3, 15, None) => Ok(LATEST_PYTHON_3_15),',
  '        _ => panic!(),',
  '    }',
  '}',
  '',
  '#[cfg(test)]',
  'mod tests {',
  '    fn decide_test() {}',
  '}',
  '',
].join('\n')

const shell = (text: string) => classicRules({'lib/example.sh': text})
const rust = (text: string) => cnbRules({'src/example.rs': text})

/** The units that another text has other digests for. */
function changed(digests: typeof shell, before: string, [from, to]: readonly [string, string]): string[] {
  assert.ok(before.includes(from), from)
  const [old, now] = [digests(before), digests(before.replaceAll(from, to))]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((unit) => old[unit] !== now[unit])
}

describe("a buildpack's source", () => {
  describe('the units', () => {
    it('are its functions, and what is outside of them', () => {
      assert.deepEqual(Object.keys(shell(SHELL)), ['lib/example.sh', 'example::decide', 'example::resolve'])
      assert.deepEqual(Object.keys(rust(RUST)), ['src/example.rs', 'src/example.rs decide', 'src/example.rs resolve'])
    })

    it('are the parts of bin/compile', () => {
      const text = 'checks::decide\nexport A=1\ncache::restore "${BUILD_DIR}"\ninstall\nset_env PATH "x"\nend\n'
      assert.deepEqual(Object.keys(classicRules({'bin/compile': text})), [
        'bin/compile, the order',
        'bin/compile, the environment',
        'bin/compile, the installation',
        'bin/compile, the end',
      ])
    })

    it('are in no file that a release no longer has', () => {
      assert.deepEqual(classicRules({}), {})
    })
  })

  describe('the digest of a unit', () => {
    for (const [what, ...change] of [
      ['a comment', '# Decides.', '# Decides at last.'],
      ['a comment behind code', '# the file', '# a file'],
      ['white space', '\texit 1\n\tfi', '\t\t\texit  1\n\n\tfi'],
      ['the wording of a message', 'There is a file.', 'Remove the file.'],
      ['a new Python', 'LATEST_PYTHON_3_15="3.15.9"', 'LATEST_PYTHON_3_15="3.15.10"\nLATEST_PYTHON_3_16="3.16.0"'],
      ['the branch of a new Python', '\t\t3.15)', '\t\t3.16) echo "${LATEST_PYTHON_3_16}" ;;\n\t\t3.15)'],
      ['a new name in a list', '\t".pythonversion"', '\t".pythonversion"\n\t"pythonversion"'],
    ] as const)
      it(`stays with ${what}`, () => assert.deepEqual(changed(shell, SHELL, change), []))

    for (const [what, units, ...change] of [
      ['a condition', ['example::decide'], '-f "${folder}', '-e "${folder}'],
      ['an exit status', ['example::decide'], '\t\texit 1\n\tfi', '\t\texit 2\n\tfi'],
      ['what a build writes', ['example::resolve'], '\t\t# written', '\t\t# rewritten'],
      ['a pattern outside of functions', ['lib/example.sh'], '[0-9]+', '[0-9]*'],
      ['a new name of a function', ['example::decide', 'example::check'], 'example::decide', 'example::check'],
    ] as const)
      it(`changes with ${what}`, () => assert.deepEqual(changed(shell, SHELL, change), units))

    for (const [what, ...change] of [
      ['a comment', '// The file.', '// A file.'],
      [
        'a new Python',
        'new(3, 15, 9);',
        'new(3, 15, 10);\npub(crate) const LATEST_PYTHON_3_16: PythonVersion = PythonVersion::new(3, 16, 0);',
      ],
      [
        'the branch of a new Python',
        '        (3, 15, None)',
        '        (3, 16, None) => Ok(LATEST_PYTHON_3_16),\n        (3, 15, None)',
      ],
      ['a test', 'fn decide_test() {}', 'fn decide_test() { panic!() }'],
    ] as const)
      it(`stays with ${what} of the CNB`, () => assert.deepEqual(changed(rust, RUST, change), []))

    it('changes with a condition of the CNB', () => {
      assert.deepEqual(changed(rust, RUST, ['.exists()', '.is_file()']), ['src/example.rs decide'])
    })
  })
})
