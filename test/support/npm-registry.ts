import {execa} from 'execa'
import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

interface Registry {
  /** Without a `/` at the end. */
  url: string
  /** What was asked of this one, in order: paths. */
  asked: readonly string[]
  stop(): Promise<void>
}

/** A package registry that has one package of ours; for every other one it points to the registry that npm uses here. */
export async function serveRegistry(tarball: string, manifest: {name: string; version: string}): Promise<Registry> {
  const {stdout} = await execa('npm', ['config', 'get', 'registry'])
  const upstream = stdout.trim().replace(/\/$/, '')
  const bytes = await readFile(tarball)
  const asked: string[] = []
  const file = `/${manifest.name}/-/package.tgz`
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path === file) {
      asked.push(path)
      response.end(bytes)
    } else if (path === `/${manifest.name}`) {
      asked.push(path)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(packument(manifest, bytes, `${url}${file}`)))
    } else {
      response.writeHead(302, {location: `${upstream}${path}`})
      response.end()
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    asked,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
    url,
  }
}

/** A package as npm reads it: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(manifest: {name: string; version: string}, bytes: Uint8Array, tarball: string) {
  const digest = (algorithm: string, encoding: 'base64' | 'hex') => createHash(algorithm).update(bytes).digest(encoding)
  const dist = {integrity: `sha512-${digest('sha512', 'base64')}`, shasum: digest('sha1', 'hex'), tarball}
  const {name, version} = manifest
  return {'dist-tags': {latest: version}, name, versions: {[version]: {...manifest, dist}}}
}
