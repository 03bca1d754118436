import {createHash} from 'node:crypto'
import {readFileSync, statSync} from 'node:fs'
import path from 'node:path'

import type {Case, CaseTools} from '../cases.js'

/** NLTK's address of its data. The app answers for it from a folder of its own. */
const ADDRESS = 'https://nltk.invalid/'

/**
 * In the downloader's process: a server of the app's folder `mirror`, in the place of NLTK's own. Before 3.9.3, the downloader asks
 * urllib; since then, a function of NLTK that refuses addresses of this machine.
 */
const SITE_CUSTOMIZE = `
import sys
if "nltk.downloader" in sys.orig_argv:
    import functools, http.server, importlib.util, threading, urllib.request

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="mirror"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ask = urllib.request.urlopen

    def from_mirror(url, *args, **kwargs):
        return ask("http://127.0.0.1:%d/%s" % (server.server_port, str(url).rpartition("/")[2]), *args, **kwargs)

    urllib.request.urlopen = from_mirror
    import nltk
    if importlib.util.find_spec("nltk.pathsec"):
        import nltk.pathsec
        nltk.pathsec.urlopen = from_mirror
`

/** Data of NLTK that a server of this machine has: a real NLTK downloads and unpacks it, or refuses it. */
export function nltkCases(tools: CaseTools): Case[] {
  const app =
    (version: string, packages: string, {member = 'small/words.txt', spoil}: Changes = {}) =>
    (folder: string) => {
      tools.write(folder, '.python-version', '3.13\n')
      tools.write(folder, 'requirements.txt', `nltk==${version}\n`)
      tools.write(folder, 'nltk.txt', packages)
      tools.write(folder, 'sitecustomize.py', SITE_CUSTOMIZE)
      writeMirror(tools, folder, {small: member, whole: 'whole/words.txt'})
      spoil?.(folder)
    }

  // The app's folder is on Python's path for the steps that see config vars.
  const env = {PYTHONPATH: '.'}
  const data = 'small\nwhole\nboth\n'
  const spoil = (folder: string) => tools.write(folder, 'mirror/small.zip', 'no archive')
  return ['3.9.1', '3.10.4'].map((version) => ({
    builds: [
      {about: 'no cache', tree: app(version, data)},
      {about: 'with the cache', tree: app(version, data)},
      {about: 'other data', tree: app(version, 'whole\n')},
      {about: 'a name that there is not', tree: app(version, 'small\nnothing\n')},
      {about: 'other bytes than the index says', tree: app(version, 'small\n', {spoil})},
      {about: 'a path that leads out of its folder', tree: app(version, 'small\n', {member: '../outside.txt'})},
    ],
    env,
    name: `own-nltk-${version}`,
  }))
}

interface Changes {
  /** What the archive of the package `small` has. */
  member?: string
  /** Is called last. */
  spoil?(folder: string): void
}

/** Two packages, of which the one is unpacked, and a collection of them. */
function writeMirror(tools: CaseTools, folder: string, members: Readonly<Record<string, string>>): void {
  const packages = Object.entries(members).map(([id, member]) => {
    const isUnpacked = id === 'small' ? 1 : 0
    const archive = path.join(folder, `mirror/${id}.zip`)
    tools.exec(WRITE_ARCHIVE, [archive, member])
    const digests = `checksum="${digest(archive, 'md5')}" sha256_checksum="${digest(archive, 'sha256')}"`
    const sizes = `size="${statSync(archive).size}" unzipped_size="6"`
    return `<package id="${id}" name="${id}" subdir="corpora" unzip="${isUnpacked}" url="${ADDRESS}${id}.zip" ${digests} ${sizes}/>`
  })
  const collection = '<collection id="both" name="both"><item ref="small"/><item ref="whole"/></collection>'
  const index = `<nltk_data><packages>${packages.join('')}</packages><collections>${collection}</collections></nltk_data>`
  tools.write(folder, 'mirror/index.xml', index)
}

/** With a fixed time, so that each build's archive has the same bytes. */
const WRITE_ARCHIVE = `
mkdir -p "$(dirname "$1")"
python3 - "$1" "$2" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    archive.writestr(zipfile.ZipInfo(sys.argv[2]), "a\\nb\\nc\\n")
END`

function digest(file: string, algorithm: string): string {
  return createHash(algorithm).update(readFileSync(file)).digest('hex')
}
