import type {TestFiles} from './repository.js'

type Names = Readonly<Record<string, string>>

interface UvFiles {
  /** Package → its version: what the project asks for, and the lock has. */
  main: Names
  /** The same in the group `dev`. */
  dev?: Names
  /** Default: `>=3.13`. */
  requires?: string
  /** Package → more lines of its entry in the lock. */
  lines?: Names
  /** Package → what the project says behind its name. */
  specifiers?: Names
}

/** The files of a project of uv's, whose lock fits. */
export function uvFiles({dev = {}, lines = {}, main, requires = '>=3.13', specifiers = {}}: UvFiles): TestFiles {
  const lists = (names: Names) =>
    Object.keys(names)
      .map((one) => `{ name = "${one}" }`)
      .join(', ')
  const asked = (names: Names) =>
    Object.keys(names)
      .map((one) => `{ name = "${one}"${one in specifiers ? `, specifier = "${specifiers[one]}"` : ''} }`)
      .join(', ')
  const quoted = (names: Names) =>
    Object.keys(names)
      .map((one) => `"${one}${specifiers[one] ?? ''}"`)
      .join(', ')
  const packages = Object.entries({...main, ...dev}).map(
    ([one, version]) => `[[package]]\nname = "${one}"\nversion = "${version}"\n${lines[one] ?? ''}`,
  )
  const group = Object.keys(dev).length > 0
  const lock = `version = 1
revision = 3
requires-python = "${requires}"

${packages.join('\n')}
[[package]]
name = "shop"
version = "0.1.0"
source = { virtual = "." }
dependencies = [${lists(main)}]
${group ? `\n[package.dev-dependencies]\ndev = [${lists(dev)}]\n` : ''}
[package.metadata]
requires-dist = [${asked(main)}]
${group ? `\n[package.metadata.requires-dev]\ndev = [${lists(dev)}]\n` : ''}`
  const pyproject = `[project]
name = "shop"
version = "0.1.0"
requires-python = "${requires}"
dependencies = [${quoted(main)}]
${group ? `\n[dependency-groups]\ndev = [${quoted(dev)}]\n` : ''}`
  return {'pyproject.toml': pyproject, 'uv.lock': lock}
}
