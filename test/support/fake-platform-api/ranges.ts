import {type Answer, ApiError, ok} from './answers.js'

/** Items to page through, with the values that a Range may order them by; the first field is the default. */
export interface Listing<Item> {
  items: readonly Item[]
  fields: Record<string, (item: Item) => number | string>
  render: (item: Item) => unknown
}

interface Range {
  field: string
  /** Where to begin; `exclusive`: after it, as in a Next-Range. */
  start: string
  exclusive: boolean
  max: number
  descending: boolean
}

const MAX_PAGE = 1000
const SYNTAX = /^(?<field>\w+)\s+(?<exclusive>]?)(?<start>[^\s.;]*)\.\.(?<rest>.*)$/

/** One page: 200 where it is the last, else 206 with the header that asks for the next one. */
export function page<Item>(listing: Listing<Item>, header: string | undefined, pageSize: number): Answer {
  const range = parseRange(header, Object.keys(listing.fields), pageSize)
  const value = (item: Item): number | string => listing.fields[range.field]?.(item) ?? ''
  const sorted = [...listing.items].sort((a, b) => compare(value(a), value(b)))
  const remaining = (range.descending ? sorted.reverse() : sorted).filter((item) => isAfterStart(value(item), range))
  const items = remaining.slice(0, range.max)
  const [first, last] = [items[0], items.at(-1)]
  const suffix = `; max=${range.max}${range.descending ? ',order=desc' : ''}`
  const headers: Record<string, string> = {'Accept-Ranges': Object.keys(listing.fields).join(', ')}
  if (first !== undefined && last !== undefined)
    headers['Content-Range'] = `${range.field} ${value(first)}..${value(last)}${suffix}`
  const isPartial = last !== undefined && items.length < remaining.length
  if (isPartial) headers['Next-Range'] = `${range.field} ]${value(last)}..${suffix}`
  return ok(
    items.map((item) => listing.render(item)),
    headers,
    isPartial ? 206 : 200,
  )
}

function parseRange(header: string | undefined, fields: string[], pageSize: number): Range {
  if (header === undefined) return {field: fields[0] ?? 'id', start: '', exclusive: false, max: pageSize, descending: false}
  const groups = SYNTAX.exec(header.trim())?.groups
  if (!groups?.field || !fields.includes(groups.field)) throw notSatisfiable(fields)
  // Both `max=1, order=desc` and `order=desc; max=1` are in use.
  const options = new Map((groups.rest ?? '').split(/[,;]/).map((option) => option.trim().split('=', 2) as [string, string]))
  const max = Number(options.get('max') ?? pageSize)
  if (!Number.isInteger(max) || max < 1) throw notSatisfiable(fields)
  return {
    field: groups.field,
    start: groups.start ?? '',
    exclusive: groups.exclusive === ']',
    max: Math.min(max, MAX_PAGE),
    descending: options.get('order') === 'desc',
  }
}

function isAfterStart(value: number | string, range: Range): boolean {
  if (range.start === '') return true
  const order = compare(value, typeof value === 'number' ? Number(range.start) : range.start)
  return order === 0 ? !range.exclusive : range.descending ? order < 0 : order > 0
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function notSatisfiable(fields: string[]): ApiError {
  return new ApiError(416, 'requested_range_not_satisfiable', `Ranges are accepted for: ${fields.join(', ')}.`)
}
