import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

/** What the lifecycle does with a buildpack's layers. Source: the specification of Cloud Native Buildpacks, "Layer Types". */

/** After a build, only the layers that are to be cached are kept; at the next, their types are not known any more. */
export function keepCachedLayers(layers: string): void {
  for (const entry of readdirSync(layers)) {
    const name = entry.replace(/\.toml$/, '')
    if (hasType(layers, name, 'cache')) continue
    rmSync(path.join(layers, entry), {force: true, recursive: true})
  }

  for (const entry of readdirSync(layers).filter((name) => name.endsWith('.toml'))) {
    const file = path.join(layers, entry)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\[types\]\n(?:\w+ = \w+\n)*/m, ''))
  }
}

function hasType(layers: string, name: string, type: 'cache' | 'launch'): boolean {
  const file = path.join(layers, `${name}.toml`)
  return existsSync(file) && new RegExp(`^${type} = true$`, 'm').test(readFileSync(file, 'utf8'))
}

/** What a process of the app sees of the layers. Source: the specification, "Layer Paths" and "Environment Variable Modification Rules". */
export function launchEnvironment(layers: string, base: Readonly<Record<string, string>>): Record<string, string> {
  const env: Record<string, string> = {...base}
  const names = readdirSync(layers).filter((name) => !name.includes('.') && hasType(layers, name, 'launch'))
  for (const name of names.sort()) {
    const folder = path.join(layers, name)
    const [shown, at] = [`/layers/${name}`, (part: string) => existsSync(path.join(folder, part))]
    if (at('bin')) env.PATH = joined(`${shown}/bin`, env.PATH)
    if (at('lib')) env.LD_LIBRARY_PATH = joined(`${shown}/lib`, env.LD_LIBRARY_PATH)
    for (const part of ['env', 'env.launch']) if (at(part)) modify(env, path.join(folder, part))
  }

  return env
}

function modify(env: Record<string, string>, folder: string): void {
  for (const file of readdirSync(folder).sort()) {
    const [name = '', action = 'override'] = file.split('.')
    const value = readFileSync(path.join(folder, file), 'utf8')
    const delimiter = path.join(folder, `${name}.delim`)
    const between = existsSync(delimiter) ? readFileSync(delimiter, 'utf8') : ''
    if (action === 'prepend') env[name] = joined(value, env[name], between)
    else if (action === 'override' || env[name] === undefined) env[name] = value
    else if (action === 'append') env[name] += between + value
  }
}

function joined(first: string, rest: string | undefined, between = ':'): string {
  return rest === undefined || rest === '' ? first : first + between + rest
}
