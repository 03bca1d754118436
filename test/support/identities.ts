import {ownIdentity} from '../../src/system/holder.js'

/** Of a process that had this one's number before. */
export function otherStart(): string {
  return ownIdentity().slice(0, -8) + '00000001'
}

/** Of a process in another container. */
export function otherSpace(): string {
  const [digit] = ownIdentity()
  return (digit === '0' ? '1' : '0') + ownIdentity().slice(1)
}
