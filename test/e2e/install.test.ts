import assert from 'node:assert/strict'
import {readFile} from 'node:fs/promises'
import path from 'node:path'

import {type HerokuCli, installHerokuCli, PROJECT} from '../support/heroku-cli.js'
import {serveRegistry} from '../support/npm-registry.js'
import {otherNode} from '../support/other-node.js'

/** From the registry by its name, in a home of its own, on both lines of Node that the Heroku CLI runs on. */
describe('installing the plugin', () => {
  let cli: HerokuCli

  before(async () => {
    cli = await installHerokuCli({withPlugin: false})
  })

  after(async () => {
    await cli.remove()
  })

  const doctor = ['python:doctor', '--dirty', '--source', path.join(PROJECT, 'examples/flask-pip'), '--offline']

  it('heroku plugins:install NAME takes it from the registry, and the doctor works', async () => {
    const manifest = JSON.parse(await readFile(path.join(PROJECT, 'package.json'), 'utf8')) as {name: string; version: string}
    const registry = await serveRegistry(cli.tarball, manifest)
    try {
      const env = {HEROKU_NPM_REGISTRY: registry.url}
      const installed = await cli.run(['plugins:install', manifest.name], {env})
      assert.equal(installed.exitCode, 0, installed.stdout + installed.stderr)
      assert.deepEqual([...new Set(registry.asked)], [`/${manifest.name}`, `/${manifest.name}/-/package.tgz`])
    } finally {
      await registry.stop()
    }

    const {exitCode, stdout} = await cli.run(doctor)
    assert.match(stdout, /Heroku would build this app with Python 3/)
    assert.equal(exitCode, 0)
  })

  it('runs no script of a package while it is installed', async () => {
    const {scripts} = JSON.parse(await readFile(path.join(PROJECT, 'package.json'), 'utf8')) as {scripts: object}
    assert.deepEqual(
      ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts),
      [],
    )
    const lock = JSON.parse(await readFile(path.join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, {dev?: true; hasInstallScript?: true; optional?: true}>
    }
    const shipped = Object.entries(lock.packages).filter(([, {dev}]) => !dev)
    assert.deepEqual(
      shipped.filter(([, {hasInstallScript}]) => hasInstallScript).map(([name]) => name),
      KNOWN_INSTALL_SCRIPTS,
    )
  })

  it('works on the other line of Node too', async () => {
    const {program, version} = await otherNode()
    console.log(`      on Node ${version}, beside ${process.version}`)
    const {exitCode, stdout} = await cli.run(doctor, {node: program})
    assert.match(stdout, /Heroku would build this app with Python 3/)
    assert.equal(exitCode, 0)
    const manifest = JSON.parse(await readFile(path.join(PROJECT, 'oclif.manifest.json'), 'utf8')) as {commands: object}
    for (const command of Object.keys(manifest.commands)) {
      const help = await cli.run([command, '--help'], {node: program})
      assert.equal(help.exitCode, 0, help.stderr)
      assert.match(help.stdout, /USAGE/)
    }
  })
})

/** Those of the Heroku CLI's own libraries, which the CLI brings along anyway. */
const KNOWN_INSTALL_SCRIPTS: readonly string[] = ['node_modules/cpu-features', 'node_modules/ssh2']
