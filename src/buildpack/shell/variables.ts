import {NotUnderstood} from '../not-understood.js'

type Value = string | string[] | undefined
/** Of texts in characters, of arrays in items: programs that decide have short ones. */
const LONGEST = 100_000

interface Variable {
  value: Value
  /** Of a `declare -n`: the name of the variable that this one stands for. */
  reference?: string
}

/** Bash's variables, with its dynamic scope: a function sees those of its callers. */
export class Variables {
  private readonly scopes: Map<string, Variable>[]

  constructor(values: Readonly<Record<string, string>>) {
    this.scopes = [new Map(Object.entries(values).map(([name, value]) => [name, {value}]))]
  }

  /** For a subshell: what it sets is gone with it. */
  copy(): Variables {
    const copied = new Variables({})
    copied.scopes.length = 0
    for (const scope of this.scopes)
      copied.scopes.push(new Map([...scope].map(([name, variable]) => [name, structuredClone(variable)])))
    return copied
  }

  enter(): void {
    this.scopes.push(new Map())
  }

  leave(): void {
    this.scopes.pop()
  }

  get(name: string): Value {
    return this.find(this.target(name))?.value
  }

  /** A scalar as it is, of an array its first. */
  text(name: string): string | undefined {
    const value = this.get(name)
    return Array.isArray(value) ? value[0] : value
  }

  set(name: string, value: Value): void {
    if (value !== undefined && value.length > LONGEST) throw new NotUnderstood(`a value as long as ${name}`)
    const target = this.target(name)
    const known = this.find(target)
    if (known) known.value = value
    else this.scopes[0]!.set(target, {value})
  }

  declareLocal(name: string, variable: Variable): void {
    this.scopes.at(-1)!.set(name, variable)
  }

  unset(name: string): void {
    const target = this.target(name)
    for (const scope of this.scopes.toReversed()) if (scope.delete(target)) return
  }

  private find(name: string): undefined | Variable {
    for (let at = this.scopes.length - 1; at >= 0; at--) {
      const found = this.scopes[at]!.get(name)
      if (found) return found
    }

    return undefined
  }

  /** Where a reference leads. */
  private target(name: string): string {
    const reference = this.find(name)?.reference
    if (reference === undefined) return name
    if (this.find(reference)?.reference !== undefined) throw new NotUnderstood(`a reference to the reference ${reference}`)
    return reference
  }
}
