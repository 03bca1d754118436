/** A command that does nothing, on the base class of the real ones: what every command costs before it begins. */
import {Config} from '@oclif/core'
import {fileURLToPath} from 'node:url'

import {PythonCommand} from '../../dist/cli/base-command.js'

class Empty extends PythonCommand {
  async run() {
    await this.parse(Empty)
  }
}

await Empty.run([], await Config.load({root: fileURLToPath(new URL('../..', import.meta.url))}))
