import type {ErrorJson} from '../render/error-json.js'

/** Why a call can't be answered, in the form of a command's `--json`. */
export class Refusal extends Error {
  constructor(
    message: string,
    private readonly fix: string,
    private readonly transient = false,
  ) {
    super(message)
  }

  toJson(): ErrorJson['error'] {
    return {exitCode: 2, fix: this.fix, id: 'usage', link: null, message: this.message, transient: this.transient}
  }
}
