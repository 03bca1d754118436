/** A processor, as Python's `platform.machine()` names it on Linux: markers and wheels go by that name. */
export type Architecture = 'aarch64' | 'x86_64'
