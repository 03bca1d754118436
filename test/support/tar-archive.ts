import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {gzipSync} from 'node:zlib'

import {removeFolder} from './remove-folder.js'

const BLOCK = 512

export interface TarMember {
  name: string
  contents?: string | Uint8Array
  /** As in a header: `0` a file, `2` a link, `5` a folder, `x` and `L` what extends the next one. */
  type?: string
  link?: string
  /** What the header says, where that isn't the contents' own. */
  size?: number
  /** The size as GNU tar writes that of more than 8 GB. */
  binary?: true
}

/** An archive byte by byte, for what no tar program would write. */
export function archive(members: readonly TarMember[]): Buffer {
  const parts = members.flatMap(({binary, contents = '', link = '', name, size, type = '0'}) => {
    const bytes = Buffer.from(contents)
    const header = Buffer.alloc(BLOCK)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
    if (binary) header.fill(0, 124, 136).writeBigUInt64BE(BigInt(bytes.length), 128)
    if (binary) header[124] = 0x80
    header.write('        ', 148)
    header.write(type, 156)
    header.write(link, 157, 100)
    header.write('ustar  \0', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

export function packed(members: readonly TarMember[]): Buffer {
  return gzipSync(archive(members))
}

/** A folder with these files, packed by this machine's own tar, in this order. */
export function packedByTar(files: Readonly<Record<string, string>>, mode = 0o644): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'build-cache-'))
  try {
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(name)), {recursive: true})
      writeFileSync(path.join(folder, name), contents, {mode})
    }

    return execFileSync('tar', ['-czf', '-', ...Object.keys(files).map((name) => `./${name}`)], {cwd: folder})
  } finally {
    removeFolder(folder)
  }
}

/** The buildpack's own files in the cache of a build that succeeded. Sources: lib/cache.sh and lib/build_data.sh of v351. */
export function cacheOf(
  python: string,
  {data = {}, requirements}: {data?: Record<string, unknown>; requirements?: string} = {},
): Record<string, string> {
  const made = {
    cache_status: 'empty',
    package_manager: 'pip',
    pip_version: '26.2.1',
    python_version: python,
    python_version_major: python.replace(/\.\d+$/, ''),
    total_duration: 34.512_31,
    ...data,
  }
  return {
    '.heroku/python-stack': 'heroku-26\n',
    '.heroku/python-version': `python-${python}\n`,
    ...(requirements !== undefined && {'.heroku/requirements.txt': requirements}),
    '.heroku/python/bin/python3': 'ELF',
    'build-data/python.json': `${JSON.stringify(made, null, 2)}\n`,
  }
}
