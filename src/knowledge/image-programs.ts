import {byName} from '../common/by-name.js'
import programData from './image-programs.json' with {type: 'json'}
import {type Image, imageHas} from './stack-images.js'

const programs: Record<string, string[]> = byName(programData.programs)

/** Programs of which it is known which Ubuntu package brings them. */
export const KNOWN_PROGRAMS: readonly string[] = Object.keys(programs)

/**
 * Whether one stack's image has a program that another's lacks; `package`: what to ask apt for. undefined: it isn't lost, or
 * one of the images isn't known.
 */
export function programLost(name: string, move: {from: string; to: string}, image: Image): undefined | {package: string} {
  const packages = programs[name] ?? []
  const isOn = (stack: string) => packages.some((one) => imageHas(one, stack, image) === true)
  const isKnown = [move.from, move.to].every((stack) => imageHas('bash', stack, image) !== undefined)
  return isKnown && isOn(move.from) && !isOn(move.to) ? {package: packages[0]!} : undefined
}
