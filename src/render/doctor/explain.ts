import type {Check} from '../../checks/check.js'
import type {Style} from '../terminal/style.js'

import {indent} from '../terminal/layout.js'

interface Options {
  style: Style
  width: number
}

/** A check's page for a terminal. */
export function renderCheck({docs, id, severity, title}: Check, options: Options): string {
  const {style, width} = options
  const section = (name: string, text: string) => `${style.bold(name)}\n${indent(rendered(text, style), 2, width)}`
  return [
    `${style.bold(id)} (${severity})\n${indent(rendered(title, style), 0, width)}`,
    section('What it looks for', docs.what),
    section('Example', docs.example),
    section('Why', docs.why),
    section('How to fix it', docs.fix),
    `${style.bold('Read more')}\n  ${docs.link}`,
    `${style.bold('Skip it')}\n  ${style.code(`heroku python:doctor --skip ${id}`)}`,
  ].join('\n\n')
}

/** Every check, under its group. */
export function renderCheckList(checks: readonly Pick<Check, 'id' | 'severity' | 'title'>[], {style, width}: Options): string {
  const groups = new Map<string, Pick<Check, 'id' | 'severity' | 'title'>[]>()
  for (const check of checks) {
    const name = check.id.split('/')[0]!
    groups.set(name, [...(groups.get(name) ?? []), check])
  }

  const blocks = [...groups].map(([name, members]) => {
    const longest = Math.max(...members.map(({id}) => id.length))
    const margin = longest + SEVERITY + 6
    const lines = members.map(({id, severity, title}) => {
      const text = indent(rendered(title, style), margin, width).trimStart()
      const colour = {error: style.failure, warning: style.warning, info: style.info}[severity]
      return `  ${id.padEnd(longest)}  ${colour(severity.padEnd(SEVERITY))}  ${text}`
    })
    return [style.bold(name), ...lines].join('\n')
  })
  return [...blocks, indent(`More about a check: ${style.code('heroku python:doctor --explain ID')}`, 0, width)].join('\n\n')
}

const SEVERITY = 'warning'.length

/** Markdown as a terminal shows it. Without colours a backtick still tells where code begins. */
function rendered(text: string, style: Style): string {
  const mark = style.code('x') === 'x' ? '`$1`' : style.code('$1')
  return text
    .replaceAll(/\*\*([^*]+)\*\*/g, style.bold('$1'))
    .replaceAll(/\[([^\]]+)\]\((https:[^)]+)\)/g, '$1 ($2)')
    .replaceAll(/`([^`]+)`/g, mark)
}
