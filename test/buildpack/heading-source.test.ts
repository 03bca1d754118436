import assert from 'node:assert/strict'

import {buildHeadings} from '../../src/buildpack/build-log.js'
import {readClassicHeadings, readCnbHeadings} from '../../src/buildpack/heading-source.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {UnknownSourceForm} from '../../src/buildpack/release-source.js'

describe('the headings that ship', () => {
  it('are those of the releases that ship', () => {
    assert.equal(buildHeadings.classic.release, builtInReleases.classic.release)
    assert.equal(buildHeadings.cnb.release, builtInReleases.cnb.release)
  })

  const errors = Array.from(
    {length: 20},
    (_, index) =>
      `\toutput::error <<-EOF\n\t\tError: Number ${index}.\n\tEOF\n\tbuild_data::set_string "failure_reason" "r::${index}"\n`,
  )

  it("are read out of the buildpack's scripts", () => {
    const hook =
      '\toutput::error <<-EOF\n\t\tError: Failed: ${script}.\n\tEOF\n\tbuild_data::set_string "failure_reason" "hooks::${name}"\n'
    const headings = readClassicHeadings({
      'bin/warnings': '\toutput::error <<-EOF\n\t\tError: No luck.\n',
      'lib/x.sh': errors.join('') + hook,
    })
    assert.equal(headings['Number 7.'], 'r::7')
    assert.equal(headings['Failed: *.'], 'hooks::*')
    assert.equal(headings['No luck.'], 'install-dependencies::pip')
    const rust = Array.from({length: 20}, (_, index) => `log_error(\n "Number ${index}",\n`).join('')
    assert.equal(readCnbHeadings(`${rust} log_error(format!("No {what}"), x)`, headings)['Number 7'], 'r::7')
    assert.equal(readCnbHeadings(`${rust} log_error(format!("No {what}"), x)`, headings)['No *'], null)
  })

  it('are refused where the source has another form', () => {
    assert.throws(() => readClassicHeadings({'lib/x.sh': 'echo'}), UnknownSourceForm)
    assert.throws(() => readClassicHeadings({'lib/x.sh': 'output::error <<EOF\nOh no\n'}), UnknownSourceForm)
    assert.throws(() => readCnbHeadings('', {}), UnknownSourceForm)
  })
})
