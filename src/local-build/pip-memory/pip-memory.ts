import {AHEAD} from './ahead.js'
import {BASE} from './base.js'
import {CODE} from './code.js'
import {DOWNLOADS} from './downloads.js'
import {WHEELS} from './wheels.js'

const BEGIN = String.raw`def watch_imports(loader):
    ahead = Ahead()
    changes = {'_internal.wheel_builder': remember_wheels}
    changes.update(ask_ahead(ahead))
    changes.update(remember_files(ahead))
    run = loader.exec_module

    def exec_module(self, module):
        run(self, module)
        change = next((one for name, one in changes.items() if module.__name__ in ('pip.' + name, 'pipenv.patched.pip.' + name)), None)
        if change is None:
            return
        try:
            change(module)
        except AttributeError:
            pass

    loader.exec_module = exec_module


def begin():
    what = role()
    if what != 'starts pip':
        leave_no_trace()
    if what == 'pip':
        loader = type(__spec__.loader)
        remember_code(loader)
        if REUSES_FILES:
            watch_imports(loader)


try:
    begin()
except Exception:
    pass
go_on()
`

/**
 * What is put beside pip while it installs: a `sitecustomize.py`, which Python runs at its start. pip is the buildpack's own, asks
 * what it asks and prints what it prints; three pieces of work whose result can only be the same are not done twice:
 *
 * - compiling a module: the same source at the same path, by the same interpreter;
 * - receiving a file: the index is asked whether it is there, and if so, the bytes with the hash that the index names are taken
 *   from the disk (of files that no credentials were needed for);
 * - running the build backend of an sdist that has a hash: with the same environment, packages to build with, interpreter and
 *   system. What comes before it (the download, the packages to build with, the metadata) is done anew.
 *
 * And what pip would ask the index one by one, it is asked a little earlier and several at a time: by the names of the projects of the
 * last run, with pip's own connections and headers. An answer is used once, for the very same question; any other than a good one
 * is left to pip, which asks as ever.
 *
 * What is kept is checked by its SHA-256 before each use. Nothing here may change what a build does: an error in it means that the
 * work is done as usual, and so does a pip that is made in another way. Programs that pip starts see no trace of it.
 */
export function pipMemory({kept, others, reusesFiles, secret}: PipMemorySettings): string {
  // Texts of JSON are texts of Python.
  const settings = [kept, secret, others].map((value) => JSON.stringify(value))
  const program = [BASE, CODE, AHEAD, DOWNLOADS, WHEELS, BEGIN].join('\n\n')
  return program.replace('SETTINGS', () => `(${settings.join(', ')}, ${reusesFiles ? 'True' : 'False'})`)
}

interface PipMemorySettings {
  /** The folder. */
  kept: string
  /** Of the names of built wheels. */
  secret: string
  /** Texts in the environment that are others in each build. */
  others: readonly string[]
  /** Downloads and wheels too. */
  reusesFiles: boolean
}
