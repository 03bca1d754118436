/** The Platform API's answers, read without trust in their form. */

export type Fields = Record<string, unknown>

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** A string in some answers, an object with a name in others. */
export function generation(app: Fields): string | null {
  return text(app.generation) ?? text(fields(app.generation).name)
}

export function appPath(app: string): string {
  return `/apps/${encodeURIComponent(app)}`
}
