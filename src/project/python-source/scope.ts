import {agreed, UNKNOWN, type Value} from './value.js'
import {Work} from './work.js'

/** A name's value, and where it got it. */
export interface Binding {
  value: Value
  file: string
  line: number
}

/** The names of a module while it runs. */
export class Scope {
  constructor(
    readonly names = new Map<string, Binding>(),
    /** Something may have set, or changed, any name: a star import of what isn't known, `globals()` … */
    public open = false,
    readonly work = new Work(),
  ) {}

  copy(): Scope {
    this.work.spend(this.names.size)
    return new Scope(new Map(this.names), this.open, this.work)
  }

  /** Becomes what is sure where any one of several ways was gone. None: what follows is never reached. */
  become(ways: readonly Scope[]): void {
    const [first, ...others] = ways
    if (!first) return
    for (const way of ways) this.work.spend(way.names.size)
    const names = new Map(first.names)
    for (const other of others) {
      for (const [name, binding] of other.names) {
        const known = names.get(name)
        names.set(name, known ? {...known, value: agreed(known.value, binding.value)} : {...binding, value: UNKNOWN})
      }

      for (const [name, binding] of names) if (!other.names.has(name)) names.set(name, {...binding, value: UNKNOWN})
    }

    this.names.clear()
    for (const [name, binding] of names) this.names.set(name, binding)
    this.open = ways.some(({open}) => open)
  }
}
