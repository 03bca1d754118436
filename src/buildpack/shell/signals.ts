/** How a command ends what it runs in. Caught by the interpreter; none of them leaves it. */
export class Exit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`)
  }
}

export class Return extends Error {
  constructor(readonly status: number) {
    super(`return ${status}`)
  }
}

export class LoopEnd extends Error {
  constructor(readonly kind: 'break' | 'continue') {
    super(kind)
  }
}
